#include "components/integrators/exact_part.h"

#include <algorithm>

#include "components/integrators/rates.h"
#include "language/analysis.h"

namespace brian {

namespace {

bool shared_by_all(const Expr& expr, const System& system) {
    const std::vector<std::string> names = names_in(expr);
    return std::all_of(names.begin(), names.end(), [&](const std::string& read) {
        return read == "t" || read == "dt" || system.shared.contains(read);
    });
}

bool constant_for_all(const Expr& expr, const System& system) {
    const std::vector<std::string> names = names_in(expr);
    return std::all_of(names.begin(), names.end(), [&](const std::string& read) {
        return read == "dt" || (system.shared.contains(read) && system.constant.contains(read));
    });
}

Expr fused(const Expr& a, const Expr& b, const Expr& c) {
    return call("fma", {a, b, c});
}

}  // namespace

bool LinearPart::slopes_shared() const {
    for (std::size_t row = 0; row < n(); ++row)
        for (std::size_t column = 0; column < n(); ++column)
            if (!shared_by_all(slope(row, column), *system)) return false;
    return true;
}

bool LinearPart::drive_prepared(std::size_t row) const {
    return !is_zero(drive(row)) && constant_for_all(drive(row), *system);
}

bool LinearPart::drive_in_step(std::size_t row) const {
    return !is_zero(drive(row)) && !drive_prepared(row);
}

Expr ProductSum::expr() const {
    Expr sum = rest_;
    for (auto product = products_.rbegin(); product != products_.rend(); ++product) {
        const auto& [factor, value] = *product;
        sum = sum.exists() ? fused(factor, value, sum) : factor * value;
    }
    return sum.exists() ? sum : number(0.0);
}

void propagate_alone(const LinearPart& part, Update& update) {
    const std::string& x = part.variable(0);
    const Expr& slope = part.slope(0, 0);
    const Expr& drive = part.drive(0);
    const bool shared = part.slopes_shared();
    const auto prepare = [&](const std::string& auxiliary, const Expr& value) {
        update.prepare.push_back(assign(auxiliary, value));
        update.auxiliaries.push_back({auxiliary, shared});
        return name(auxiliary);
    };

    ProductSum next;
    Expr integral = step_length();  // of exp(slope s) over the step
    if (is_zero(slope)) {
        next.add(name(x));
    } else {
        next.add(prepare("_P_" + x, call("exp", {slope * step_length()})), name(x));
        integral = step_length() * call("exprel", {slope * step_length()});
    }
    if (part.drive_prepared(0)) next.add(prepare("_c_" + x, integral * drive));
    if (part.drive_in_step(0))
        next.add(is_zero(slope) ? step_length() : prepare("_Q_" + x, integral), drive);

    Expr value = next.expr();
    if (part.equation(0).unless_refractory)
        value = call("where", {name("not_refractory"), value, name(x)});
    update.step.push_back(assign(new_value_of(x), value));
}

}  // namespace brian
