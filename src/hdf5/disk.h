#pragma once

#include <string>

/// What the operating system does with files. All functions throw OutputError.
namespace brian {

/// An open file of the operating system, closed when it goes out of scope.
class Descriptor {
  public:
    Descriptor(const std::string& name, int flags);
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool opened() const { return number_ >= 0; }

  private:
    int number_;
};

/// What the operating system says of an error, such as "No space left on device".
[[nodiscard]] std::string system_reason(int error_number);

/// Folder in which the file stands; "." when the name says none.
[[nodiscard]] std::string folder_of_file(const std::string& file_name);

/// Sees the file, or the names in the folder, safely on the disk.
void sync_file(const std::string& name);
void sync_folder(const std::string& name);

/// Gives a finished file another name in place of what had it, so that after a crash one of the two
/// is there, whole.
void rename_safely(const std::string& from, const std::string& to);

}  // namespace brian
