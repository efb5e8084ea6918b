#pragma once

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "base/format.h"

namespace brian::test {

/// A folder of its own for a test, removed at its end.
class Folder {
  public:
    Folder() {
        static std::atomic<int> count{0};
        root_ = std::filesystem::temp_directory_path()
                / format("brian-run-test-{}-{}", ::getpid(), ++count);
        std::filesystem::create_directories(root_);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(root_); }

    [[nodiscard]] std::string path(const std::string& name) const {
        return (root_ / name).string();
    }

    /// Writes a file and returns its path.
    std::string write(const std::string& name, const std::string& contents) const {
        const std::filesystem::path file = root_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << contents;
        return file.string();
    }

  private:
    std::filesystem::path root_;
};

}  // namespace brian::test
