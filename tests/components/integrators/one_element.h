#pragma once

#include <functional>
#include <map>
#include <string>

#include "components/integrators/integrator.h"

namespace brian {

/// A system in Brian's notation (units do not matter here: all are 1). Parameters flagged `shared`
/// have one value for all elements; all parameters are constant. `stim` is a timed array that holds
/// for a step, `sound` one that does not.
[[nodiscard]] System system_of(const std::string& equations);

using Values = std::map<std::string, double>;

/// One element advanced by an update, interpreted expression by expression without an engine.
class OneElement {
  public:
    OneElement(Update update, Values values, double dt);

    /// Computes what is prepared, from the present values.
    void prepare();
    /// Advances by dt; before that, `t` is the start of the step.
    void step();
    /// n steps, the time going on.
    void run(int n);

    /// Noise of variance dt for the coming step: "_dW_xi".
    double& operator[](const std::string& name) { return values_[name]; }
    std::function<double(double t)> stim = [](double) { return 0.0; };

  private:
    void execute(const CodeBlock& block);
    [[nodiscard]] double value_of(const Expr& expr) const;
    [[nodiscard]] double value_of(const Call& called) const;
    Update update_;
    Values values_;
};

/// An element of the system under an integrator, prepared.
[[nodiscard]] OneElement element_of(const std::string& integrator, const std::string& equations,
                                    Values values, double dt);

/// The message of the ModelError that making the update throws; "applies" when it throws none.
[[nodiscard]] std::string refusal(const std::string& integrator, const std::string& equations);

}  // namespace brian
