#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "math/count_rejection.h"
#include "math/functions.h"
#include "math/variates.h"

namespace brian::math {

/// A Poisson or binomial distribution made ready for many deviates: the very ones that poisson()
/// and binomial() of a DrawPlace give, faster.
class CountDistribution {
  public:
    CountDistribution() = default;  ///< always NaN
    [[nodiscard]] static CountDistribution of_poisson(double lambda);
    [[nodiscard]] static CountDistribution of_binomial(double n, double p);

    [[nodiscard]] double draw(const DrawPlace& place) const;
    /// Deviates of elements first.element, first.element + 1 ... first.element + n - 1.
    void fill(const DrawPlace& first, double* out, std::size_t n) const;
    /// The same by the code of one instruction set, which the CPU must have.
    void fill(const DrawPlace& first, double* out, std::size_t n, Simd simd) const;

  private:
    /// The count is the number of sums below a uniform deviate. The thresholds are the upper 16
    /// bits of the sums: only on a tie are further bits needed.
    struct Inversion {
        std::vector<double> sums;
        std::vector<std::int16_t> thresholds;
        explicit Inversion(std::vector<double> cumulative);
        [[nodiscard]] double draw(const DrawPlace& place) const;
        void fill(const DrawPlace& first, double* out, std::size_t n, Simd simd) const;
    };
    template <class Rejection>
    static void fill(const Rejection& rejection, const DrawPlace& first, double* out, std::size_t n,
                     Simd simd);

    static constexpr double not_a_number = __builtin_nan("");
    /// A double: the same for all.
    std::variant<double, Inversion, PoissonRejection, BinomialRejection> method_ = not_a_number;
    bool mirrored_ = false;  ///< the counts are those of failures
    double n_trials_ = 0.0;  ///< only if so
};

}  // namespace brian::math
