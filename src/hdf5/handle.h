#pragma once

#include <stdexcept>
#include <string>

#include <hdf5.h>

namespace brian {

/// What the HDF5 library says went wrong: "cannot WHAT: its innermost message".
class Hdf5Error : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// An open HDF5 object (file, group, dataset, type ...), closed when it goes out of scope.
class Handle {
  public:
    using Closer = herr_t (*)(hid_t);

    Handle() = default;
    /// Takes over `id`; throws Hdf5Error "cannot WHAT: ..." when it is not valid.
    Handle(hid_t id, Closer closer, const std::string& what);
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    Handle(Handle&& other) noexcept;
    Handle& operator=(Handle&& other) noexcept;
    ~Handle() { release(); }

    [[nodiscard]] hid_t id() const { return id_; }
    /// Closes now, so that a failure can be told; throws Hdf5Error.
    void close(const std::string& what);

  private:
    void release() noexcept;

    hid_t id_ = H5I_INVALID_HID;
    Closer closer_ = nullptr;
};

/// Throws Hdf5Error "cannot WHAT: ..." when `status`, as returned by a call of HDF5, is negative.
void check(herr_t status, const std::string& what);

/// The innermost message on HDF5's error stack; of a failed system call only what the system said.
[[nodiscard]] std::string innermost_error();

/// To be called before anything else of HDF5. Keeps it from printing its error stack, which is
/// quoted in our own messages instead, and from closing files once more when the process ends: we
/// close them ourselves, and HDF5 1.10 crashes there over a file that could not be closed.
void prepare_hdf5();

}  // namespace brian
