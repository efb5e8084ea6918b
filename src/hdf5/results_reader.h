#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace brian {

/// The shape of a dataset, its first dimension being rows.
struct DatasetExtent {
    std::vector<std::uint64_t> lengths;  ///< none for a single number

    [[nodiscard]] std::uint64_t rows() const { return lengths.empty() ? 1 : lengths.front(); }
    /// Numbers in a row.
    [[nodiscard]] std::uint64_t width() const;
    bool operator==(const DatasetExtent&) const = default;
};

/// A results file, open for reading. Objects are named by their path: "/spikes/all/timestamps".
/// All functions throw ModelError (Fault::Input), saying what is wrong with the file.
class ResultsReader {
  public:
    /// Also of a file that is not finished (.part) and not being written.
    explicit ResultsReader(const std::string& file_name);
    ResultsReader(const ResultsReader&) = delete;
    ResultsReader& operator=(const ResultsReader&) = delete;
    ~ResultsReader();

    [[nodiscard]] const std::string& file_name() const { return file_name_; }
    /// Attributes of a group or dataset: empty when there is none of that name.
    [[nodiscard]] std::string text(const std::string& object, const std::string& attribute) const;
    [[nodiscard]] std::optional<double> number(const std::string& object,
                                               const std::string& attribute) const;
    [[nodiscard]] std::optional<std::uint64_t> whole(const std::string& object,
                                                     const std::string& attribute) const;
    [[nodiscard]] bool has(const std::string& object) const;
    [[nodiscard]] bool is_dataset(const std::string& object) const;
    /// Names of what a group holds, ascending; none when it is not there.
    [[nodiscard]] std::vector<std::string> members(const std::string& group) const;
    /// Paths of all datasets, ascending; those with several names once.
    [[nodiscard]] std::vector<std::string> datasets() const;
    [[nodiscard]] DatasetExtent shape(const std::string& dataset) const;
    /// Rows of a dataset, in row-major order.
    [[nodiscard]] std::vector<double> rows(const std::string& dataset, std::uint64_t first,
                                           std::uint64_t n) const;
    [[nodiscard]] std::vector<double> all(const std::string& dataset) const;
    /// Makes a new SONATA file of some of the groups, under the same names. Throws OutputError when
    /// it cannot be written.
    void copy(const std::vector<std::string>& groups, const std::string& new_file) const;

  private:
    struct File;
    [[noreturn]] void fail(const std::string& what) const;
    template <class Work>
    auto reading(const Work& work) const;

    std::string file_name_;
    std::unique_ptr<File> file_;
};

/// The folder of a file may hold one of a similar name: "did you mean 'cuba.h5'?"; else empty.
[[nodiscard]] std::string similar_file(const std::string& file_name);

}  // namespace brian
