#pragma once

#include <cstdint>
#include <vector>

#include "components/connections/generator_text.h"
#include "components/connections/rule.h"
#include "components/connections/sample.h"

namespace brian {

enum class Invalid { Refused, Skipped };

/// The numbers that the iterator of a generator takes, row by row.
class Iteration {
  public:
    Iteration(const RuleInput& input, const GeneratorText& generator, Invalid invalid);

    /// Those of one row: a range (ascending or descending), or a sample of it in its order; a
    /// single 0 without a loop. Draws are keyed by (seed, connection, row).
    void fill(std::uint32_t row, std::vector<double>& numbers);

  private:
    struct Range {
        double start = 0.0;
        double step = 1.0;
        std::uint64_t n = 0;
        [[nodiscard]] double at(std::uint64_t k) const {
            return start + step * static_cast<double>(k);
        }
    };
    [[nodiscard]] Range range_of(std::uint32_t row);
    void draw_each(std::uint32_t row, const Range& range, std::vector<double>& numbers);
    void draw_some(std::uint32_t row, const Range& range, std::vector<double>& numbers);
    /// Value of an expression of the row.
    double value(const CandidateExpression& expression, std::uint32_t row);
    double whole_value(std::size_t bound, std::uint32_t row);
    [[nodiscard]] std::string row_text(std::uint32_t row) const;

    GeneratorText generator_;
    Invalid invalid_;
    math::StreamKey key_;
    std::vector<CandidateExpression> bounds_;
    CandidateExpression probability_;
    CandidateExpression size_;
    Sampler sampler_{0};
    std::uint32_t population_ = 0;  // of the sampler
    std::vector<double> answer_;    // scratch
};

/// Throws unless the number is whole; `where` points at the expression that gave it.
void need_whole(double number, const SourceSpan& where, const std::string& what);

}  // namespace brian
