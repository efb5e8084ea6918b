#pragma once

#include <string>
#include <vector>

#include <hdf5.h>

namespace brian {

/// Reads a results file back through the C API of HDF5 alone, to test what was written.
/// All functions throw std::runtime_error when what they look for is not there.
class H5Reader {
  public:
    explicit H5Reader(const std::string& file_name);
    H5Reader(const H5Reader&) = delete;
    H5Reader& operator=(const H5Reader&) = delete;
    ~H5Reader();

    [[nodiscard]] bool has(const std::string& path) const;
    /// Names in a group, sorted.
    [[nodiscard]] std::vector<std::string> names(const std::string& group) const;
    [[nodiscard]] std::vector<hsize_t> shape(const std::string& dataset) const;
    [[nodiscard]] std::vector<hsize_t> chunk(const std::string& dataset) const;
    [[nodiscard]] std::vector<double> values(const std::string& dataset) const;
    [[nodiscard]] std::vector<float> floats(const std::string& dataset) const;
    /// Type as in the file: "f32", "f64", "i32", "u64", "u8", "enum" ...
    [[nodiscard]] std::string type(const std::string& dataset) const;
    [[nodiscard]] std::string attribute_type(const std::string& object,
                                             const std::string& name) const;
    [[nodiscard]] std::string text(const std::string& object, const std::string& name) const;
    [[nodiscard]] std::vector<double> numbers(const std::string& object,
                                              const std::string& name) const;
    [[nodiscard]] double number(const std::string& object, const std::string& name) const;
    /// Filters of a dataset: "shuffle gzip1".
    [[nodiscard]] std::string filters(const std::string& dataset) const;
    /// Address of an object in the file: equal for two links to one object.
    [[nodiscard]] haddr_t address(const std::string& path) const;
    /// Path of the dimension scale of that dimension.
    [[nodiscard]] std::string scale(const std::string& dataset, unsigned dimension) const;
    [[nodiscard]] hid_t id() const { return file_; }

  private:
    hid_t file_;
};

}  // namespace brian
