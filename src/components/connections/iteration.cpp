#include "components/connections/iteration.h"

#include <algorithm>

#include "base/format.h"
#include "base/number.h"
#include "components/connections/pair_probability.h"
#include "language/fail.h"
#include "math/functions.h"
#include "math/trials.h"

namespace brian {

namespace {

constexpr std::uint64_t longest_range = 1U << 31U;

std::string name_of_bound(std::size_t bound, std::size_t n_bounds) {
    if (bound == 2) return "the step of the range";
    const bool is_end = bound == 1 || n_bounds == 1;
    return is_end ? "the end of the range" : "the start of the range";
}

CandidateText row_text_of(const RuleInput& input, const GeneratorText& generator,
                          const SourceSpan& text, const std::string& what) {
    return {.text = text,
            .path = input.path + ":" + what,
            .what = what,
            .walk = generator.walk,
            .knows = CandidateText::Knows::Row};
}

}  // namespace

void need_whole(double number, const SourceSpan& where, const std::string& what) {
    if (number == math::floor(number) && number > -9e15 && number < 9e15) return;
    fail(where, format("{} is {}, which is no whole number", what, print_number(number)),
         "int(x) takes the whole part");
}

Iteration::Iteration(const RuleInput& input, const GeneratorText& generator, Invalid invalid)
    : generator_(generator),
      invalid_(invalid),
      key_(math::stream_key(input.seed, input.path + ":sample")) {
    const auto compiled = [&](const SourceSpan& text, const std::string& what) {
        return input.candidates(row_text_of(input, generator, text, what));
    };
    for (std::size_t bound = 0; bound < generator.bounds.size(); ++bound)
        bounds_.push_back(
            compiled(generator.bounds[bound], name_of_bound(bound, generator.bounds.size())));
    if (generator.probability) probability_ = compiled(*generator.probability, "the probability");
    if (generator.size) size_ = compiled(*generator.size, "the size of the sample");
}

std::string Iteration::row_text(std::uint32_t row) const {
    return format("for {} = {}", generator_.walk == Walk::Sources ? "i" : "j", row);
}

double Iteration::value(const CandidateExpression& expression, std::uint32_t row) {
    expression.values({.row = row}, answer_);
    return answer_.front();
}

double Iteration::whole_value(std::size_t bound, std::uint32_t row) {
    const double number = value(bounds_[bound], row);
    need_whole(number, generator_.bounds[bound],
               name_of_bound(bound, bounds_.size()) + " " + row_text(row));
    return number;
}

Iteration::Range Iteration::range_of(std::uint32_t row) {
    Range range;
    const std::size_t n_bounds = bounds_.size();
    if (n_bounds > 1) range.start = whole_value(0, row);
    const double end = whole_value(n_bounds > 1 ? 1 : 0, row);
    if (n_bounds > 2) range.step = whole_value(2, row);
    if (range.step == 0.0)
        fail(generator_.bounds[2], format("the step of the range is 0 {}", row_text(row)),
             "a range needs a step other than 0");
    const double length = math::ceil((end - range.start) / range.step);
    if (length > static_cast<double>(longest_range))
        fail(generator_.bounds[0],
             format("the range has {} numbers {}", print_number(length), row_text(row)),
             format("a range has at most {} numbers", longest_range));
    range.n = length > 0.0 ? static_cast<std::uint64_t>(length) : 0;
    return range;
}

/// Each member of the range with a probability, by geometric gaps.
void Iteration::draw_each(std::uint32_t row, const Range& range, std::vector<double>& numbers) {
    const double p = value(probability_, row);
    if (!is_probability(p))
        fail(*generator_.probability,
             format("the probability is {} {}", print_number(p), row_text(row)),
             remedy_of_probability);
    if (p == 0.0) return;
    math::Trials trials(p, static_cast<std::uint32_t>(range.n));
    for (const std::uint32_t k : trials.successes(key_, row, 0)) numbers.push_back(range.at(k));
}

/// So many different members of the range, in its order.
void Iteration::draw_some(std::uint32_t row, const Range& range, std::vector<double>& numbers) {
    double wanted = value(size_, row);
    need_whole(wanted, *generator_.size, "the size of the sample " + row_text(row));
    const auto available = static_cast<double>(range.n);
    if (wanted < 0.0 || wanted > available) {
        if (invalid_ == Invalid::Refused)
            fail(*generator_.size,
                 format("a sample of {} from {} numbers is wanted {}", print_number(wanted),
                        range.n, row_text(row)),
                 "skip_if_invalid: true then takes as many as there are");
        wanted = std::clamp(wanted, 0.0, available);
    }
    if (range.n > population_) {
        population_ = static_cast<std::uint32_t>(range.n);
        sampler_ = Sampler(population_);
    }
    math::SubStream stream(key_, row, 0);
    const auto& members = sampler_.draw_ascending(static_cast<std::uint32_t>(wanted),
                                                  static_cast<std::uint32_t>(range.n), stream);
    for (const std::uint32_t k : members) numbers.push_back(range.at(k));
}

void Iteration::fill(std::uint32_t row, std::vector<double>& numbers) {
    numbers.clear();
    if (bounds_.empty()) {
        numbers.push_back(0.0);
        return;
    }
    const Range range = range_of(row);
    if (generator_.probability) return draw_each(row, range, numbers);
    if (generator_.size) return draw_some(row, range, numbers);
    for (std::uint64_t k = 0; k < range.n; ++k) numbers.push_back(range.at(k));
}

}  // namespace brian
