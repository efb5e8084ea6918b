#include "kernels/row_sum.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace brian {
namespace {

/// Takes the program apart from its end on, and counts what it has understood.
class RowSumReader {
  public:
    explicit RowSumReader(const Program& program)
        : program_(program), code_(program.per_tile), last_(program.per_tile.back()) {}

    [[nodiscard]] std::optional<RowSum> read() {
        sum_.target = &program_.slots[last_.place];
        if (sum_.target->access != Binding::Access::Gathered) return {};
        if (!read_choice(last_.inputs[0]) || n_read_ != code_.size()) return {};
        return sum_;
    }

  private:
    /// The instruction that computes a register; null for other operands.
    [[nodiscard]] const Instruction* maker_of(const Operand& operand) const {
        if (operand.kind != Operand::Kind::Register) return nullptr;
        const auto maker = std::find_if(code_.begin(), code_.end(), [&](const Instruction& made) {
            return made.action == Action::Compute && made.output == operand;
        });
        return maker == code_.end() ? nullptr : &*maker;
    }

    bool read_choice(const Operand& value) {
        const Instruction* choice = maker_of(value);
        if (choice == nullptr || choice->operation != Elementwise::Choose)
            return read_product(value);
        if (!is_zero(choice->inputs[2])) return false;
        const Operand& flag = choice->inputs[0];
        if (flag.kind != Operand::Kind::Slot) return false;
        sum_.flag = &program_.slots[flag.index];
        n_read_ += 2;  // with its load
        const bool same_place = sum_.flag->access == Binding::Access::Gathered
                                && sum_.flag->index == sum_.target->index;
        return same_place && read_product(choice->inputs[1]);
    }

    /// +0.0, whose sum with -0.0 is 0.0.
    [[nodiscard]] bool is_zero(const Operand& operand) const {
        if (operand.kind != Operand::Kind::Scalar) return false;
        const Scalar& scalar = program_.scalars[operand.index];
        return scalar.name == "0" && scalar.value == 0.0;
    }

    bool read_product(const Operand& value) {
        const Instruction* product = maker_of(value);
        if (product == nullptr) return read_factor(value);
        if (product->operation != Elementwise::Multiply) return false;
        ++n_read_;
        return read_factor(product->inputs[0]) && read_factor(product->inputs[1]);
    }

    bool read_factor(const Operand& operand) {
        if (operand.kind == Operand::Kind::Scalar) {
            const bool first = !sum_.factor;
            sum_.factor = operand.index;
            return first;
        }
        if (operand.kind != Operand::Kind::Slot) return false;
        const Binding& slot = program_.slots[operand.index];
        const bool of_synapse = slot.access == Binding::Access::Element;
        if (!of_synapse && slot.access != Binding::Access::Row) return false;
        const Binding*& place = of_synapse ? sum_.weight : sum_.of_source;
        const bool first = place == nullptr;
        place = &slot;
        ++n_read_;
        return first;
    }

    const Program& program_;
    const std::vector<Instruction>& code_;
    const Instruction& last_;
    RowSum sum_;
    std::size_t n_read_ = 1;
};

/// flag != 0 ? value : 0.0, without a branch, since which neurons are refractory cannot be
/// foretold: a comparison of vectors (a type of the compilers) makes a mask.
double chosen(double flag, double value) {
    using Reals = double __attribute__((vector_size(16)));
    using Words = std::int64_t __attribute__((vector_size(16)));
    const auto mask = static_cast<Words>(Reals{flag, 0.0} != Reals{});
    const auto bits = std::bit_cast<Words>(Reals{value, 0.0});
    return std::bit_cast<Reals>(bits & mask)[0];
}

constexpr std::size_t rows_ahead = 8;  // indices are fetched so early

/// Begins to fetch the indices of a row.
template <class Index>
void prefetch(const Index* index, const Row& row) {
    constexpr std::uint32_t line = 64 / sizeof(Index);
    for (std::uint32_t e = row.begin; e < row.end; e += line) __builtin_prefetch(index + e);
}

/// Calls work(e, place, value of the row) for every synapse of the rows.
template <class Index, class OfRow, class Work>
void for_each_synapse(const Index* index, std::span<const Row> rows, const OfRow& of_row,
                      const Work& work) {
    for (const Row& row : rows.first(std::min(rows.size(), rows_ahead))) prefetch(index, row);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (r + rows_ahead < rows.size()) prefetch(index, rows[r + rows_ahead]);
        const auto value = of_row(rows[r]);
        for (std::uint32_t e = rows[r].begin; e < rows[r].end; ++e) work(e, index[e], value);
    }
}

/// Calls work(place) for every synapse of the rows. The indices of many rows are copied together
/// first: so one loop goes through them without meeting the end of a row, which cannot be foretold,
/// and the memory of several rows is read at the same time.
template <class Index, class Work>
void for_each_place(const Index* index, std::span<const Row> rows, const Work& work) {
    constexpr std::size_t most = 4096;
    constexpr std::size_t long_row = most / 4;
    thread_local std::array<Index, most> places;
    std::size_t n = 0;
    const auto work_off = [&] {
        std::size_t k = 0;
        for (; k + 4 <= n; k += 4)
            for (std::size_t l = 0; l < 4; ++l) work(places[k + l]);
        for (; k < n; ++k) work(places[k]);
        n = 0;
    };
    for (const Row& row : rows.first(std::min(rows.size(), rows_ahead))) prefetch(index, row);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const Row& row = rows[r];
        if (r + rows_ahead < rows.size()) prefetch(index, rows[r + rows_ahead]);
        const std::size_t size = row.end - row.begin;
        if (n + size > most || size > long_row) work_off();
        if (size > long_row) {
            for (std::uint32_t e = row.begin; e < row.end; ++e) work(index[e]);
            continue;
        }
        std::memcpy(&places[n], index + row.begin, size * sizeof(Index));
        n += size;
    }
    work_off();
}

/// Adds the same value for all synapses.
template <class Index>
void add_alike(const RowSum& sum, const Index* index, std::span<const Row> rows, double value) {
    double* const target = sum.target->data;
    if (sum.flag == nullptr) {
        for_each_place(index, rows, [=](Index place) { target[place] += value; });
        return;
    }
    const double* const flag = sum.flag->data;
    for_each_place(index, rows, [=](Index place) { target[place] += chosen(flag[place], value); });
}

/// Adds what `value(e, value of the row)` gives.
template <class Index, class OfRow, class Value>
void add_values(const RowSum& sum, const Index* index, std::span<const Row> rows,
                const OfRow& of_row, const Value& value) {
    double* const target = sum.target->data;
    if (sum.flag == nullptr) {
        for_each_synapse(index, rows, of_row, [=](std::uint32_t e, Index place, double row) {
            target[place] += value(e, row);
        });
        return;
    }
    const double* const flag = sum.flag->data;
    for_each_synapse(index, rows, of_row, [=](std::uint32_t e, Index place, double row) {
        target[place] += chosen(flag[place], value(e, row));
    });
}

template <class Index, class OfRow>
void add_with(const RowSum& sum, const Index* index, std::span<const Row> rows,
              const OfRow& of_row) {
    if (sum.weight == nullptr)
        return add_values(sum, index, rows, of_row,
                          [](std::uint32_t /*e*/, double row) { return row; });
    const double* const weight = sum.weight->data;
    if (sum.factor || sum.of_source != nullptr)
        add_values(sum, index, rows, of_row,
                   [weight](std::uint32_t e, double row) { return weight[e] * row; });
    else
        add_values(sum, index, rows, of_row,
                   [weight](std::uint32_t e, double /*row*/) { return weight[e]; });
}

template <class Index>
void add_rows(const RowSum& sum, const Index* index, double factor, std::span<const Row> rows) {
    constexpr std::size_t many = 4;
    if (sum.of_source == nullptr && sum.weight == nullptr && rows.size() >= many)
        return add_alike(sum, index, rows, factor);
    if (sum.of_source == nullptr)
        return add_with(sum, index, rows, [factor](const Row& /*row*/) { return factor; });
    const double* const source = sum.of_source->data;
    if (sum.factor)
        add_with(sum, index, rows, [=](const Row& row) { return source[row.source] * factor; });
    else
        add_with(sum, index, rows, [source](const Row& row) { return source[row.source]; });
}

}  // namespace

std::optional<RowSum> find_row_sum(const Program& program) {
    const std::vector<Instruction>& code = program.per_tile;
    if (code.empty() || code.back().action != Action::Accumulate) return {};
    if (program.elements_per_tile == 1) return {};
    return RowSumReader(program).read();
}

void add_rows(const RowSum& sum, double factor, std::span<const Row> rows) {
    if (const auto* narrow = std::get_if<const std::uint16_t*>(&sum.target->index))
        add_rows(sum, *narrow, factor, rows);
    else if (const auto* wide = std::get_if<const std::uint32_t*>(&sum.target->index))
        add_rows(sum, *wide, factor, rows);
}

}  // namespace brian
