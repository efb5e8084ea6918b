#pragma once

#include <fstream>
#include <string>

namespace brian {

enum class Existing { Refuse, Replace };

/// Throws OutputError (CannotCreate) when the file is there and may not be replaced.
void check_free(const std::string& name, Existing existing);
/// Makes the folder, and those that it stands in; throws OutputError.
void make_folder(const std::string& name);

/// A text file that is written under another name and gets its own when it is finished; what is
/// not finished is removed. Throws OutputError.
class NewFile {
  public:
    NewFile(std::string name, Existing existing);
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile();
    void write(const std::string& text);
    void finish();

  private:
    std::string name_;
    std::string part_;
    std::ofstream file_;
};

}  // namespace brian
