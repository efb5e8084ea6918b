// The contract of the engines: the same bits from every block, on every code path. A NaN counts
// as equal to any other NaN: which operand's payload and sign a sum of two NaNs inherits depends on
// the order in which the compiler puts the operands, and no operation of the language can tell NaNs
// apart.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <memory>

#include <doctest/doctest.h>

#include "base/format.h"
#include "equivalence/random_block.h"
#include "kernels/jit_kernel.h"
#include "kernels/lower.h"
#include "kernels/vector_kernel.h"
#include "language/print.h"

namespace brian::test {
namespace {

enum class Run { Dense, Subset, Rows, Listed };

bool knows_sources(Run run) {
    return run == Run::Rows || run == Run::Listed;
}

constexpr std::uint32_t n_targets = 37;
constexpr std::uint32_t n_sources = 50;

/// Memory of all access kinds for n elements, filled with random and special numbers.
class World {
  public:
    World(std::uint32_t n, Run run, std::uint64_t seed);
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    [[nodiscard]] const KernelBindings& bindings() const { return bindings_; }
    [[nodiscard]] const std::map<std::string, std::vector<double>>& arrays() const {
        return arrays_;
    }
    void run(Kernel& kernel) const;

  private:
    void bind(const std::string& name, Binding::Access access, std::size_t size);
    void bind_index(const std::string& name, Binding::Access access, double offset);
    void add_table(const std::string& name, std::size_t n_columns);
    void make_rows(std::uint32_t n);

    BlockGenerator random_;
    Run run_;
    std::map<std::string, std::vector<double>> arrays_;
    std::vector<std::uint16_t> narrow_;
    std::vector<std::uint32_t> wide_;
    std::vector<std::uint32_t> subset_;
    std::vector<std::uint32_t> sources_;  // of the subset
    std::vector<Row> rows_;
    IndexRange range_;
    KernelBindings bindings_;
};

World::World(std::uint32_t n, Run run, std::uint64_t seed)
    : random_(seed, {}), run_(run), range_{3, 3 + n} {
    const std::uint32_t size = n + 5;
    for (std::uint32_t e = 0; e < size; ++e) {
        narrow_.push_back(static_cast<std::uint16_t>(random_.below(n_targets)));
        wide_.push_back(random_.below(n_targets));
        if (random_.below(3) != 0) subset_.push_back(e);
    }
    for (std::size_t k = 0; run == Run::Listed && k < subset_.size(); ++k)
        sources_.push_back(random_.below(n_sources));
    for (const char* name : {"v", "w", "x"}) bind(name, Binding::Access::Element, size);
    for (const char* name : {"s", "r"}) bind(name, Binding::Access::Shared, 1);
    bind("step", Binding::Access::Shared, 1);
    arrays_["step"][0] = 1e6 + random_.below(1000);
    bind("g_post", Binding::Access::Gathered, n_targets);
    bindings_.names.back().index = narrow_.data();
    bind("h_post", Binding::Access::Gathered, n_targets);
    bindings_.names.back().index = wide_.data();
    bind_index("k", Binding::Access::ElementIndex, 11.0);
    bind_index("j", Binding::Access::GatheredIndex, 0.0);
    bindings_.names.back().index = wide_.data();
    if (knows_sources(run)) {
        bind("y_pre", Binding::Access::Row, n_sources);
        bind_index("i", Binding::Access::RowIndex, 2.0);
    }
    add_table("table1", 1);
    add_table("table2", 20);
    make_rows(n);
}

void World::bind(const std::string& name, Binding::Access access, std::size_t size) {
    std::vector<double>& values = arrays_[name];
    for (std::size_t k = 0; k < size; ++k) values.push_back(random_.value());
    Binding binding;
    binding.name = name;
    binding.access = access;
    binding.data = values.data();
    bindings_.names.push_back(binding);
}

void World::bind_index(const std::string& name, Binding::Access access, double offset) {
    Binding binding;
    binding.name = name;
    binding.access = access;
    binding.offset = offset;
    bindings_.names.push_back(binding);
}

void World::add_table(const std::string& name, std::size_t n_columns) {
    constexpr std::size_t n_rows = 9;
    std::vector<double>& values = arrays_[name];
    for (std::size_t k = 0; k < n_rows * n_columns; ++k) values.push_back(random_.value());
    TableBinding table;
    table.name = name;
    table.values = values.data();
    table.n_rows = n_rows;
    table.n_columns = n_columns;
    table.two_dimensional = n_columns > 1;
    table.dt = 0.25;
    bindings_.tables.push_back(table);
}

/// Rows of 0 to 79 synapses that cover about half of the elements, in the order of the sources.
void World::make_rows(std::uint32_t n) {
    std::uint32_t begin = 0;
    for (std::uint32_t source = 0; begin < n; ++source) {
        const std::uint32_t end = std::min(n, begin + random_.below(80));
        if (random_.below(4) != 0) rows_.push_back({source % n_sources, begin, end});
        begin = end;
    }
}

void World::run(Kernel& kernel) const {
    if (run_ == Run::Dense) kernel.run(range_);
    if (run_ == Run::Subset) kernel.run(subset_);
    if (run_ == Run::Rows) kernel.run_rows(rows_);
    if (run_ == Run::Listed)
        kernel.run_listed(subset_, static_cast<const std::uint32_t*>(sources_.data()));
}

Vocabulary vocabulary_of(Run run) {
    Vocabulary words;
    words.readable = {"v", "w", "x", "v", "w", "x", "s", "r", "g_post", "h_post"};
    words.assignable = {"v", "w", "x"};
    words.summable = {"g_post", "h_post", "s"};
    words.indices = {"k", "k", "j"};
    if (knows_sources(run)) {
        words.readable.emplace_back("y_pre");
        words.summable.emplace_back("y_pre");
        words.indices.emplace_back("i");
    }
    return words;
}

bool same_value(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b)
           || (std::isnan(a) && std::isnan(b));
}

/// The first value in which two worlds differ; empty when there is none.
std::string first_difference(const World& a, const World& b) {
    for (const auto& [name, values] : a.arrays()) {
        const auto& others = b.arrays().at(name);
        for (std::size_t k = 0; k < values.size(); ++k)
            if (!same_value(values[k], others[k]))
                return format("{}[{}] is {} and {}", name, k, values[k], others[k]);
    }
    return {};
}

std::vector<math::Simd> code_paths() {
    std::vector<math::Simd> paths;
    for (const auto simd : {math::Simd::Scalar, math::Simd::Avx2, math::Simd::Avx512})
        if (math::supported(simd)) paths.push_back(simd);
    return paths;
}

/// The engines that work on many elements at once.
enum class Tiled { Vector, Jit };

std::unique_ptr<Kernel> tiled_kernel(Tiled engine, const CodeBlock& block, const World& world,
                                     math::Simd simd) {
    Program program = lower(block, world.bindings());
    if (engine == Tiled::Vector) return std::make_unique<VectorKernel>(std::move(program), simd);
    return std::make_unique<JitKernel>(std::move(program), simd);
}

/// A block, what it runs over, and the world in which the reference engine has run it twice (the
/// second run sees what the first has written).
struct Trial {
    CodeBlock block;
    std::uint32_t n;
    Run run;
    std::uint64_t seed;
};

void compare(const Trial& trial, const World& expected, Tiled engine, math::Simd simd) {
    const World actual(trial.n, trial.run, trial.seed);
    const auto kernel = tiled_kernel(engine, trial.block, actual, simd);
    actual.run(*kernel);
    actual.run(*kernel);
    const std::string difference = first_difference(expected, actual);
    const std::string engine_name = engine == Tiled::Vector ? "vector" : "jit";
    CAPTURE(trial.seed);
    CAPTURE(trial.n);
    CAPTURE(engine_name);
    CAPTURE(math::name_of(simd));
    CAPTURE(print(trial.block));
    CAPTURE(kernel->disassemble());
    CHECK(difference == "");
}

void compare_engines(const Trial& trial) {
    const World expected(trial.n, trial.run, trial.seed);
    const auto reference = make_kernel(Backend::Muparser, trial.block, expected.bindings());
    expected.run(*reference);
    expected.run(*reference);
    for (const Tiled engine : {Tiled::Vector, Tiled::Jit})
        for (const math::Simd simd : code_paths()) compare(trial, expected, engine, simd);
}

void compare_many(Run run, std::uint64_t n_blocks) {
    constexpr std::array<std::uint32_t, 6> sizes{1, 7, 511, 512, 513, 1100};
    for (std::uint64_t seed = 0; seed < n_blocks; ++seed) {
        // Most blocks on few elements, so that there can be many blocks.
        const std::uint32_t n = seed % 4 == 0 ? sizes.at(seed / 4 % sizes.size()) : 33;
        const CodeBlock block = BlockGenerator(seed, vocabulary_of(run)).block();
        compare_engines({block, n, run, seed});
    }
}

TEST_CASE("dense runs give the same bits") {
    compare_many(Run::Dense, 1500);
}

TEST_CASE("runs over a subset give the same bits") {
    compare_many(Run::Subset, 1000);
}

TEST_CASE("runs over rows of synapses give the same bits") {
    compare_many(Run::Rows, 1500);
}

TEST_CASE("runs over lists of synapses give the same bits") {
    compare_many(Run::Listed, 1000);
}

}  // namespace
}  // namespace brian::test
