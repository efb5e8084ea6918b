#include <algorithm>
#include <memory>
#include <optional>

#include "base/format.h"
#include "base/number.h"
#include "components/connections/drawn_rows.h"
#include "components/connections/generator_text.h"
#include "components/connections/iteration.h"
#include "components/connections/rules.h"
#include "components/connections/source_row.h"
#include "components/fields.h"
#include "language/fail.h"

namespace brian {

namespace {

/// The partners that a generator makes for the neurons of one end (b2:brian2/devices/
/// cpp_standalone/templates/synapses_create_generator.cpp): a condition on the row alone is tested
/// before the loop; any other one before the range of the partner is checked, unless it reads
/// variables of the partner, who must exist then.
class Generator {
  public:
    Generator(const RuleInput& input, const GeneratorText& text, Invalid invalid);

    /// Partners of one neuron, in the order of the loop.
    void partners_of(std::uint32_t row, std::vector<std::uint32_t>& partners);
    [[nodiscard]] std::uint32_t n_rows() const { return n_rows_; }

  private:
    [[nodiscard]] CandidateText part(const RuleInput& input, const SourceSpan& text,
                                     const std::string& what) const;
    [[nodiscard]] bool row_allowed(std::uint32_t row);
    void keep_existing(std::uint32_t row);
    void keep_fulfilling(std::uint32_t row);
    [[nodiscard]] bool exists(std::size_t candidate, std::uint32_t row) const;
    void refuse_unless_skipped(std::size_t candidate, std::uint32_t row) const;
    [[nodiscard]] std::string candidate_text(std::size_t candidate, std::uint32_t row) const;
    void keep(const std::vector<bool>& kept);

    GeneratorText text_;
    Invalid invalid_;
    std::uint32_t n_rows_;
    std::uint32_t n_partners_;
    Iteration iteration_;
    CandidateExpression partner_;
    std::optional<CandidateExpression> condition_;
    std::vector<double> numbers_;   // of the iterator, candidate by candidate
    std::vector<double> partners_;  // candidate by candidate
    std::vector<double> holds_;     // scratch
};

Generator::Generator(const RuleInput& input, const GeneratorText& text, Invalid invalid)
    : text_(text),
      invalid_(invalid),
      n_rows_(text.walk == Walk::Sources ? input.n_sources : input.n_targets),
      n_partners_(text.walk == Walk::Sources ? input.n_targets : input.n_sources),
      iteration_(input, text, invalid) {
    CandidateText expression = part(input, text.partner, "the expression");
    expression.knows = CandidateText::Knows::Iterator;
    partner_ = input.candidates(expression);
    if (!text.condition) return;
    CandidateText condition = part(input, *text.condition, "the condition");
    condition.kind = CandidateText::Kind::Condition;
    condition_ = input.candidates(condition);
}

CandidateText Generator::part(const RuleInput& input, const SourceSpan& text,
                              const std::string& what) const {
    return {.text = text,
            .path = input.path + ":" + what,
            .what = what,
            .walk = text_.walk,
            .iterator = text_.iterator};
}

bool Generator::row_allowed(std::uint32_t row) {
    if (!condition_ || !condition_->one_for_row) return true;
    condition_->values({.row = row}, holds_);
    return holds_.front() != 0.0;
}

/// "for i = 5, k = 1"
std::string Generator::candidate_text(std::size_t candidate, std::uint32_t row) const {
    std::string where = format("for {} = {}", text_.walk == Walk::Sources ? "i" : "j", row);
    if (!text_.iterator.empty())
        where += format(", {} = {}", text_.iterator, print_number(numbers_[candidate]));
    return where;
}

bool Generator::exists(std::size_t candidate, std::uint32_t row) const {
    const double partner = partners_[candidate];
    const bool numbered_so = partner >= 0.0 && partner < n_partners_;
    if (numbered_so && partner == static_cast<std::uint32_t>(partner)) return true;
    refuse_unless_skipped(candidate, row);
    return false;
}

/// For a partner that does not exist. Here and nowhere else is a text made.
void Generator::refuse_unless_skipped(std::size_t candidate, std::uint32_t row) const {
    const double partner = partners_[candidate];
    const char* end = text_.walk == Walk::Sources ? "target" : "source";
    need_whole(partner, text_.partner, format("the {} {}", end, candidate_text(candidate, row)));
    if (invalid_ == Invalid::Skipped) return;
    const std::string numbered =
        n_partners_ == 0 ? format("there are no {}s", end)
                         : format("{}s are numbered from 0 to {}", end, n_partners_ - 1);
    fail(text_.partner,
         format("the generator makes {} {} {}, which does not exist", end, print_number(partner),
                candidate_text(candidate, row)),
         numbered + "; add a condition, or skip_if_invalid: true");
}

void Generator::keep(const std::vector<bool>& kept) {
    std::size_t n = 0;
    for (std::size_t k = 0; k < kept.size(); ++k) {
        if (!kept[k]) continue;
        numbers_[n] = numbers_[k];
        partners_[n++] = partners_[k];
    }
    numbers_.resize(n);
    partners_.resize(n);
}

void Generator::keep_existing(std::uint32_t row) {
    std::vector<bool> kept(partners_.size());
    for (std::size_t k = 0; k < kept.size(); ++k) kept[k] = exists(k, row);
    keep(kept);
}

void Generator::keep_fulfilling(std::uint32_t row) {
    if (!condition_ || condition_->one_for_row || partners_.empty()) return;
    condition_->values({row, partners_.size(), numbers_, partners_}, holds_);
    std::vector<bool> kept(partners_.size());
    for (std::size_t k = 0; k < kept.size(); ++k) kept[k] = holds_[k] != 0.0;
    keep(kept);
}

void Generator::partners_of(std::uint32_t row, std::vector<std::uint32_t>& partners) {
    partners.clear();
    if (!row_allowed(row)) return;
    iteration_.fill(row, numbers_);
    if (numbers_.empty()) return;
    partner_.values({row, numbers_.size(), numbers_, {}}, partners_);
    const bool must_exist = condition_ && condition_->reads_partner_variables;
    if (must_exist) keep_existing(row);
    keep_fulfilling(row);
    if (!must_exist) keep_existing(row);
    for (const double partner : partners_) partners.push_back(static_cast<std::uint32_t>(partner));
}

DrawnRows draw_all(Generator& generator) {
    DrawnRows drawn;
    std::vector<std::uint32_t> partners;
    for (std::uint32_t row = 0; row < generator.n_rows(); ++row) {
        generator.partners_of(row, partners);
        drawn.add_row(partners);
    }
    return drawn;
}

/// Targets for each source. A row knows no blocks: all rows are drawn once, when the first block is
/// asked for, and every block picks its own targets. Draws are keyed by the row, so that a block
/// drawn alone is the same.
BlockRule edges_of_sources(const RuleInput& input, const std::shared_ptr<Generator>& generator) {
    return [input, generator, drawn = std::shared_ptr<DrawnRows>()](const BlockOfTargets& block,
                                                                    Edges& edges) mutable {
        if (!drawn) drawn = std::make_shared<DrawnRows>(draw_all(*generator));
        drawn->append(input, block, edges);
    };
}

/// Sources for each target: a block draws its own rows alone.
BlockRule edges_of_targets(const RuleInput& input, const std::shared_ptr<Generator>& generator) {
    return [input, generator](const BlockOfTargets& block, Edges& edges) {
        struct Pair {
            std::uint32_t source, target;
        };
        std::vector<Pair> pairs;
        std::vector<std::uint32_t> sources;
        for (std::uint32_t j = block.targets.begin; j < block.targets.end; ++j) {
            generator->partners_of(j, sources);
            for (const std::uint32_t i : sources) pairs.push_back({i, j});
        }
        std::stable_sort(pairs.begin(), pairs.end(),
                         [](const Pair& a, const Pair& b) { return a.source < b.source; });
        for (const Pair& pair : pairs) SourceRow(input, pair.source, edges).add(pair.target);
    };
}

/// From the partners of a few rows.
double expected_synapses(const RuleInput& input, Generator& generator) {
    constexpr std::uint32_t most_rows = 16;
    const std::uint32_t n_rows = std::min(most_rows, generator.n_rows());
    if (n_rows == 0) return 0.0;
    double found = 0.0;
    std::vector<std::uint32_t> partners;
    for (std::uint64_t k = 0; k < n_rows; ++k) {
        generator.partners_of(static_cast<std::uint32_t>(k * generator.n_rows() / n_rows),
                              partners);
        found += static_cast<double>(partners.size());
    }
    return found / n_rows * generator.n_rows() * static_cast<double>(input.multiplicity);
}

}  // namespace

/// Partners that an expression generates, neuron by neuron, for the sources or for the targets.
Rule connect_generator(const RuleInput& input, const Value& argument) {
    if (const Value* probability = input.connect->find("probability"))
        refuse(*probability, "a generator has no probability beside it",
               "write it into the generator: k for k in sample(N_post, p=0.1), or if rand() < 0.1");
    const GeneratorText text = read_generator(argument.where);
    const Value* skip = input.connect->find("skip_if_invalid");
    const bool skipping = skip != nullptr && input.values.boolean(*skip);
    const auto generator =
        std::make_shared<Generator>(input, text, skipping ? Invalid::Skipped : Invalid::Refused);
    Rule rule;
    rule.expected_synapses = expected_synapses(input, *generator);
    rule.edges = text.walk == Walk::Sources ? edges_of_sources(input, generator)
                                            : edges_of_targets(input, generator);
    return rule;
}

}  // namespace brian
