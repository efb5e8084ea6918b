#include "tools/new_file.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/format.h"

namespace brian {

namespace {

namespace fs = std::filesystem;

}  // namespace

void check_free(const std::string& name, Existing existing) {
    std::error_code error;
    if (fs::is_directory(name, error))
        throw OutputError(OutputError::Kind::CannotCreate,
                          format("cannot create '{}': it is a folder", name));
    if (existing == Existing::Refuse && fs::exists(name, error))
        throw OutputError(OutputError::Kind::CannotCreate, format("'{}' exists already", name),
                          "replace it with -f/--force, or choose another place");
}

void make_folder(const std::string& name) {
    std::error_code error;
    fs::create_directories(name, error);
    if (error)
        throw OutputError(OutputError::Kind::CannotCreate,
                          format("cannot make the folder '{}': {}", name, error.message()));
}

NewFile::NewFile(std::string name, Existing existing)
    : name_(std::move(name)), part_(name_ + ".part") {
    check_free(name_, existing);
    file_.open(part_, std::ios::binary | std::ios::trunc);
    if (!file_)
        throw OutputError(OutputError::Kind::CannotCreate, format("cannot create '{}'", name_),
                          "is there such a folder, and may you write to it?");
}

NewFile::~NewFile() {
    if (!file_.is_open()) return;
    file_.close();
    std::error_code error;
    fs::remove(part_, error);
}

void NewFile::write(const std::string& text) {
    file_ << text;
    if (!file_)
        throw OutputError(OutputError::Kind::WriteFailed, format("cannot write '{}'", name_),
                          "is the disk full?");
}

void NewFile::finish() {
    file_.flush();
    std::error_code error;
    if (file_) {
        fs::rename(part_, name_, error);
        if (!error) {
            file_.close();
            return;
        }
    }
    throw OutputError(OutputError::Kind::WriteFailed, format("cannot write '{}'", name_),
                      error ? error.message() : "is the disk full?");
}

}  // namespace brian
