#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "spec/sweep_spec.h"
#include "tools/sweep_quantity.h"
#include "tools/sweep_values.h"
#include "yaml/model_variants.h"

namespace brian {

/// One swept path with all its values.
struct SweepColumn {
    std::string path;
    SourceSpan where;
    std::vector<SweptValue> values;
    enum class Kind { Number, Text };
    Kind kind = Kind::Text;
    SweepUnit unit;               ///< of numbers
    std::vector<double> numbers;  ///< [SI] of numbers, one a value
    std::string distribution;     ///< of drawn values
    std::string base;             ///< what the model itself says, as canonical(); may be empty
};

/// All runs of a sweep, by number: grid in the order of its paths, zip, random, list, repeats. The
/// last one changes fastest.
class SweepPlan {
  public:
    /// Throws ModelError at a path that the model has not, at a value that cannot stand there, at
    /// numbers whose unit is not that of the others or of the model's own value.
    SweepPlan(const SweepSpec& spec, const ModelVariants& model, std::uint64_t base_seed);

    [[nodiscard]] std::size_t size() const { return points_ * repeats_; }
    [[nodiscard]] std::size_t points() const { return points_; }
    [[nodiscard]] std::size_t repeats() const { return repeats_; }
    [[nodiscard]] const std::vector<SweepColumn>& columns() const { return columns_; }

    /// Which value each column has in that run.
    [[nodiscard]] std::vector<std::size_t> choices(std::size_t run) const;
    /// The seed of a repeat; nothing when the sweep has no `repeat`.
    [[nodiscard]] std::optional<std::uint64_t> seed(std::size_t run) const;
    /// What a run changes of the model.
    [[nodiscard]] std::vector<Override> changes(std::size_t run) const;
    /// The first run, and for each text that is swept (a method, code) the first run that has it: a
    /// number is as good as the next one, but each text may be wrong by itself. At most 100 runs.
    [[nodiscard]] std::vector<std::size_t> samples() const;
    /// "parameters.we=1 mV, run.seed=3", for people.
    [[nodiscard]] std::string described(std::size_t run) const;

    /// The sweep as the key `sweep` of a model that means the same points: YAML, with all values
    /// written out.
    [[nodiscard]] std::string yaml() const;

  private:
    /// Columns that go together, row by row.
    struct Block {
        std::string kind;
        std::size_t first = 0, columns = 0, rows = 0;
    };
    [[nodiscard]] std::string yaml_of_block(const Block& block) const;
    void add(const std::string& kind, std::vector<SweepColumn> columns);
    void add_paths(const SweepSpec& spec);
    void add_list(const SweepSpec& spec);
    void read_repeats(const SweepSpec& spec);

    std::vector<SweepColumn> columns_;
    std::vector<Block> blocks_;
    std::size_t points_ = 1;
    std::size_t repeats_ = 1;
    enum class Seeds { OfTheModel, Derived, DerivedAlike };
    Seeds seeds_ = Seeds::OfTheModel;
    std::uint64_t base_seed_;
};

}  // namespace brian
