#pragma once

#include "math/random.h"

/// Transformed rejection with a squeeze, for counts of mean >= 10.
namespace brian::math {

/// The constants of the trials that are accepted at once: for u in (-1/2, 1/2), v in (0, 1) and us
/// = 1/2 - |u| that is k = floor((2 a / us + b) u + centre), if us >= 0.07 and v <= squeeze.
struct Squeeze {
    double a = 0.0;
    double b = 0.0;
    double centre = 0.0;
    double v_r = 0.0;
    double most = 0.0;  ///< greatest k
};

/// PTRS (Hoermann 1993, Insurance: Mathematics and Economics 12:39).
class PoissonRejection {
  public:
    explicit PoissonRejection(double lambda);
    [[nodiscard]] double draw(SubStream& stream) const;
    [[nodiscard]] const Squeeze& squeeze() const { return squeeze_; }

  private:
    double lambda_;
    double log_lambda_;
    double inverse_alpha_;
    Squeeze squeeze_;
};

/// BTRS, for p <= 1/2 (Hoermann 1993, J. Stat. Comput. Simul. 46:101).
class BinomialRejection {
  public:
    BinomialRejection(double n, double p);
    [[nodiscard]] double draw(SubStream& stream) const;
    [[nodiscard]] const Squeeze& squeeze() const { return squeeze_; }

  private:
    double n_;
    double alpha_;
    double log_odds_;
    double mode_;
    double at_mode_;
    Squeeze squeeze_;
};

}  // namespace brian::math
