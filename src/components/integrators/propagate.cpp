#include <cmath>
#include <limits>

#include <unsupported/Eigen/MatrixFunctions>

#include "components/integrators/integrator.h"

namespace brian {

namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Powers of two d such that the entries of D^-1 A D are of a size: volts driven by amperes make
/// entries of 1e10, and the exponential would lose digits to the size of the largest (Osborne 1960,
/// J. ACM 7:338). Couplings below 1 are small enough already.
Eigen::VectorXd balance(Matrix& a) {
    constexpr int most_sweeps = 32;
    Eigen::VectorXd scale = Eigen::VectorXd::Ones(a.rows());
    bool changed = true;
    for (int sweep = 0; sweep < most_sweeps && changed; ++sweep) {
        changed = false;
        for (Eigen::Index i = 0; i < a.rows(); ++i) {
            const double own = std::abs(a(i, i));
            const double row = std::max(a.row(i).cwiseAbs().sum() - own, 1.0);
            const double column = std::max(a.col(i).cwiseAbs().sum() - own, 1.0);
            const int exponent = std::ilogb(row / column) / 2;
            if (exponent == 0) continue;
            a.col(i) *= std::ldexp(1.0, exponent);
            a.row(i) *= std::ldexp(1.0, -exponent);
            scale(i) *= std::ldexp(1.0, exponent);
            changed = true;
        }
    }
    return scale;
}

void fill_nan(std::span<double> values) {
    std::fill(values.begin(), values.end(), std::numeric_limits<double>::quiet_NaN());
}

}  // namespace

void propagate(std::size_t n, std::span<const double> slopes, double dt, std::span<double> flow,
               std::span<double> drive) {
    const auto size = static_cast<Eigen::Index>(n);
    Matrix a = Eigen::Map<const Matrix>(slopes.data(), size, size) * dt;
    if (!a.allFinite()) {
        fill_nan(flow);
        fill_nan(drive);
        return;
    }
    const Eigen::VectorXd scale = balance(a);

    Matrix augmented = Matrix::Zero(2 * size, 2 * size);
    augmented.topLeftCorner(size, size) = a;
    augmented.topRightCorner(size, size).setIdentity();
    const Matrix exponential = augmented.exp();

    const auto unscaled = [&](const auto& block) -> Matrix {
        return scale.asDiagonal() * block * scale.cwiseInverse().asDiagonal();
    };
    Eigen::Map<Matrix>(flow.data(), size, size) = unscaled(exponential.topLeftCorner(size, size));
    Eigen::Map<Matrix>(drive.data(), size, size) =
        unscaled(exponential.topRightCorner(size, size)) * dt;
}

}  // namespace brian
