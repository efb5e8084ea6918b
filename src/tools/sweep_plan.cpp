#include "tools/sweep_plan.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/format.h"
#include "math/random.h"
#include "tools/sweep_column.h"
#include "tools/sweep_list.h"
#include "tools/sweep_random.h"
#include "tools/sweep_text.h"

namespace brian {

namespace {

/// More runs than any store of files can hold.
constexpr std::size_t most_runs = 100'000'000;

[[noreturn]] void refuse(const SourceSpan& where, std::string message, std::string hint = {}) {
    throw ModelError(
        {.message = std::move(message), .where = where, .path = "sweep", .hint = std::move(hint)});
}

SweepColumn column_of(const SweptPath& path, std::vector<SweptValue> values) {
    SweepColumn column;
    column.path = path.path;
    column.where = path.where;
    column.values = std::move(values);
    return column;
}

/// A text in double quotes, as YAML reads it.
std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char character : text) {
        if (character == '"' || character == '\\') out += '\\';
        out += character;
    }
    return out + "\"";
}

/// A value that stands in a list in brackets; what would end an item there is quoted.
std::string in_list(const std::string& yaml) {
    const bool is_structure = yaml.find_first_of("[{\"'") == 0;
    const bool splits = yaml.find_first_of(",[]{}:#'\"") != std::string::npos;
    return !is_structure && splits ? quoted(yaml) : yaml;
}

}  // namespace

SweepPlan::SweepPlan(const SweepSpec& spec, const ModelVariants& model, std::uint64_t base_seed)
    : base_seed_(base_seed) {
    add_paths(spec);
    add_list(spec);
    read_repeats(spec);
    for (std::size_t i = 0; i < columns_.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (columns_[i].path == columns_[k].path)
                refuse(columns_[i].where, format("'{}' is swept twice", columns_[i].path));
    for (SweepColumn& column : columns_) {
        if (column.path == "run.seed" && seeds_ != Seeds::OfTheModel)
            refuse(column.where, "'run.seed' is swept, and `repeat` makes seeds as well",
                   "leave one of them out");
        check_column(column, model);
    }
}

void SweepPlan::add(const std::string& kind, std::vector<SweepColumn> columns) {
    const Block block{kind, columns_.size(), columns.size(), columns.front().values.size()};
    if (block.rows > most_runs / points_)
        refuse(columns.front().where, format("these are more than {} runs", most_runs));
    points_ *= block.rows;
    blocks_.push_back(block);
    for (SweepColumn& column : columns) columns_.push_back(std::move(column));
}

void SweepPlan::add_paths(const SweepSpec& spec) {
    for (const SweptPath& path : spec.grid)
        add("grid", {column_of(path, expand_values(path.values, spec.folder))});
    std::vector<SweepColumn> zip;
    for (const SweptPath& path : spec.zip) {
        zip.push_back(column_of(path, expand_values(path.values, spec.folder)));
        const std::size_t n = zip.back().values.size();
        if (n != zip.front().values.size())
            refuse(path.where,
                   format("'{}' has {} values, '{}' has {}", path.path, n, zip.front().path,
                          zip.front().values.size()),
                   "what is zipped goes side by side; `grid` makes every combination");
    }
    if (!zip.empty()) add("zip", std::move(zip));
    if (spec.random.empty()) return;
    const std::size_t n = whole_number(*spec.n, "the number of random points", 1);
    if (n > most_runs) refuse(*spec.n, format("these are more than {} runs", most_runs));
    std::vector<SweepColumn> random;
    for (const SweptPath& path : spec.random) {
        random.push_back(
            column_of(path, draw_values(path.values.where, {path.path, base_seed_, n})));
        random.back().distribution = path.values.where.str();
    }
    add("random", std::move(random));
}

void SweepPlan::add_list(const SweepSpec& spec) {
    if (spec.list.kind == Value::Kind::Null) return;
    SweepTable table = read_points(spec.list, spec.folder);
    std::vector<SweepColumn> list;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        SweepColumn column = column_of({table.columns[c].path, table.columns[c].where, {}}, {});
        for (std::vector<SweptValue>& row : table.rows) column.values.push_back(std::move(row[c]));
        list.push_back(std::move(column));
    }
    add("list", std::move(list));
}

void SweepPlan::read_repeats(const SweepSpec& spec) {
    const bool alike = spec.same_seeds && spec.same_seeds->text() == "true";
    if (!spec.repeat) {
        if (alike)
            refuse(*spec.same_seeds, "the same seeds are asked for, but no repeats",
                   "without repeats all runs have the seed of the model");
        return;
    }
    repeats_ = whole_number(*spec.repeat, "the number of repeats", 1);
    if (repeats_ > most_runs / points_)
        refuse(*spec.repeat, format("these are more than {} runs", most_runs));
    seeds_ = alike ? Seeds::DerivedAlike : Seeds::Derived;
}

std::vector<std::size_t> SweepPlan::choices(std::size_t run) const {
    std::vector<std::size_t> chosen(columns_.size());
    std::size_t point = run / repeats_;
    for (auto block = blocks_.rbegin(); block != blocks_.rend(); ++block) {
        for (std::size_t c = 0; c < block->columns; ++c)
            chosen[block->first + c] = point % block->rows;
        point /= block->rows;
    }
    return chosen;
}

std::optional<std::uint64_t> SweepPlan::seed(std::size_t run) const {
    if (seeds_ == Seeds::OfTheModel) return std::nullopt;
    std::string purpose = format("sweep.repeat:{}", run % repeats_);
    if (seeds_ == Seeds::Derived) {
        std::vector<std::string> lines;
        const std::vector<std::size_t> chosen = choices(run);
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            const std::string value = canonical(whole_text(columns_[c].values[chosen[c]].yaml));
            if (value != columns_[c].base)
                lines.push_back(format("\n{}={}", columns_[c].path, value));
        }
        std::sort(lines.begin(), lines.end());
        for (const std::string& line : lines) purpose += line;
    }
    const math::StreamKey key = math::stream_key(base_seed_, purpose);
    constexpr int beyond_doubles = 11;
    return (std::uint64_t{key.high} << 32 | key.low) >> beyond_doubles;
}

std::vector<Override> SweepPlan::changes(std::size_t run) const {
    std::vector<Override> changes;
    const std::vector<std::size_t> chosen = choices(run);
    for (std::size_t c = 0; c < columns_.size(); ++c)
        changes.push_back(
            {Override::Kind::Set, columns_[c].path, columns_[c].values[chosen[c]].yaml});
    if (const auto own = seed(run))
        changes.push_back({Override::Kind::Set, "run.seed", std::to_string(*own)});
    return changes;
}

std::vector<std::size_t> SweepPlan::samples() const {
    constexpr std::size_t most = 100;
    std::set<std::size_t> runs{0};
    std::size_t stride = size();  // runs in which a block keeps its row
    for (const Block& block : blocks_) {
        stride /= block.rows;
        for (std::size_t c = block.first; c < block.first + block.columns; ++c)
            for (std::size_t row = 0; row < block.rows && runs.size() < most; ++row)
                if (columns_[c].kind == SweepColumn::Kind::Text) runs.insert(row * stride);
    }
    return {runs.begin(), runs.end()};
}

std::string SweepPlan::described(std::size_t run) const {
    std::string text;
    for (const Override& change : changes(run))
        text += format("{}{}={}", text.empty() ? "" : ", ", change.path, change.value);
    return text.empty() ? "the model as it is" : text;
}

std::string SweepPlan::yaml() const {
    std::string text = "sweep:\n";
    std::string last;
    for (const Block& block : blocks_) {
        if (block.kind != last) text += format("  {}:\n", block.kind);
        if (block.kind == "random") text += format("    n: {}\n    draw:\n", block.rows);
        text += yaml_of_block(block);
        last = block.kind;
    }
    if (seeds_ != Seeds::OfTheModel) text += format("  repeat: {}\n", repeats_);
    if (seeds_ == Seeds::DerivedAlike) text += "  same_seeds: true\n";
    return text;
}

std::string SweepPlan::yaml_of_block(const Block& block) const {
    std::string text;
    for (std::size_t row = 0; block.kind == "list" && row < block.rows; ++row) {
        std::string point;
        for (std::size_t c = block.first; c < block.first + block.columns; ++c)
            point += format("{}{}: {}", point.empty() ? "" : ", ", quoted(columns_[c].path),
                            in_list(columns_[c].values[row].yaml));
        text += format("    - {{{}}}\n", point);
    }
    if (block.kind == "list") return text;
    for (std::size_t c = block.first; c < block.first + block.columns; ++c) {
        const SweepColumn& column = columns_[c];
        if (block.kind == "random") {
            text += format("      {}: {}\n", quoted(column.path), quoted(column.distribution));
            continue;
        }
        std::vector<std::string> values;
        for (const SweptValue& value : column.values) values.push_back(in_list(value.yaml));
        text += format("    {}: [{}]\n", quoted(column.path), join(values, ", "));
    }
    return text;
}

}  // namespace brian
