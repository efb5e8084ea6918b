#include "hdf5/handle.h"

#include <string_view>
#include <utility>

#include "base/format.h"

namespace brian {

namespace {

/// Called for each entry of the error stack, innermost first; the first one is what is wanted.
herr_t keep_first(unsigned /*depth*/, const H5E_error2_t* entry, void* message) {
    std::string& text = *static_cast<std::string*>(message);
    if (text.empty() && entry->desc != nullptr) text = entry->desc;
    return 0;
}

/// "file write failed: ..., error message = 'No space left on device', ..." is cut down to what the
/// system said.
std::string system_message(const std::string& text) {
    constexpr std::string_view key = "error message = '";
    const std::size_t found = text.find(key);
    if (found == std::string::npos) return text;
    const std::size_t begin = found + key.size();
    return text.substr(begin, text.find('\'', begin) - begin);
}

[[noreturn]] void fail(const std::string& what) {
    throw Hdf5Error(format("cannot {}: {}", what, innermost_error()));
}

}  // namespace

Handle::Handle(hid_t id, Closer closer, const std::string& what) : id_(id), closer_(closer) {
    if (id < 0) fail(what);
}

Handle::Handle(Handle&& other) noexcept
    : id_(std::exchange(other.id_, H5I_INVALID_HID)), closer_(other.closer_) {}

Handle& Handle::operator=(Handle&& other) noexcept {
    if (this == &other) return *this;
    release();
    id_ = std::exchange(other.id_, H5I_INVALID_HID);
    closer_ = other.closer_;
    return *this;
}

void Handle::close(const std::string& what) {
    if (id_ < 0) return;
    const hid_t id = std::exchange(id_, H5I_INVALID_HID);
    check(closer_(id), what);
}

void Handle::release() noexcept {
    if (id_ >= 0) closer_(id_);
    id_ = H5I_INVALID_HID;
}

void check(herr_t status, const std::string& what) {
    if (status < 0) fail(what);
}

std::string innermost_error() {
    std::string message;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &message);
    return message.empty() ? "no reason given by HDF5" : system_message(message);
}

void prepare_hdf5() {
    H5dont_atexit();  // fails, rightly, when it has been called before
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

}  // namespace brian
