#include "compile/poisson_rates.h"

#include <algorithm>

#include "base/aligned.h"
#include "base/format.h"
#include "compile/bind.h"

namespace brian {

namespace {

constexpr double doubtful_probability = 0.1;  // spikes a neuron and step
constexpr std::int64_t most_moments = 200;
constexpr std::uint32_t most_neurons = 1000;

/// Where and when a rate is lowest and highest among those looked at.
struct Extreme {
    double rate = 0.0;  ///< [Hz]
    std::uint32_t neuron = 0;
    double time = 0.0;  ///< [s]
};
struct Extremes {
    Extreme lowest{1e300};
    Extreme highest{-1e300};

    void look_at(const Extreme& seen) {
        if (seen.rate < lowest.rate) lowest = seen;
        if (seen.rate > highest.rate) highest = seen;
    }
};

/// The rates of a range of neurons at any time.
class RateProbe {
  public:
    RateProbe(Model& model, Population& population, const Expr& rate)
        : values_(population.size),
          kernel_(compile_kernel(
              model, {assign("_value", rate)},
              [&](const std::string& text) -> std::optional<Binding> {
                  if (text == "_value")
                      return Binding{text, Binding::Access::Element, values_.data(), {}, 0.0};
                  if (text == "t") return Binding{text, Binding::Access::Shared, &time_, {}, 0.0};
                  if (text == "_step")
                      return Binding{text, Binding::Access::Shared, &step_, {}, 0.0};
                  return bindings_of(model, population)(text);
              })) {}

    void look(std::int64_t step, double dt, Extremes& extremes) {
        step_ = static_cast<double>(step);
        time_ = step_ * dt;
        const auto n =
            static_cast<std::uint32_t>(std::min<std::size_t>(values_.size(), most_neurons));
        kernel_->run(IndexRange{0, n});
        for (std::uint32_t i = 0; i < n; ++i) extremes.look_at({values_[i], i, time_});
    }

  private:
    double time_ = 0.0;
    double step_ = 0.0;
    AlignedVector<double> values_;
    std::unique_ptr<Kernel> kernel_;
};

std::string at(const Extreme& extreme) {
    return format("{:.4g} Hz for neuron {} at t = {:.4g} ms", extreme.rate, extreme.neuron,
                  extreme.time * 1e3);
}

}  // namespace

void remark_on_rates(Model& model, Population& population, const Expr& rate, const Value& given) {
    RateProbe probe(model, population, rate);
    Extremes extremes;
    const double dt = population.clock->dt();
    const std::int64_t n_steps = std::max<std::int64_t>(model.compiled.n_steps, 1);
    const std::int64_t n_moments = std::min(n_steps, most_moments);
    for (std::int64_t k = 0; k < n_moments; ++k) probe.look(k * n_steps / n_moments, dt, extremes);
    if (extremes.lowest.rate < 0.0)
        model.warn(
            given.where, given.path,
            format("the rate turns negative: {}; a negative rate counts as 0", at(extremes.lowest)),
            "clip(rate, 0*Hz, inf*Hz) says so in the model");
    if (extremes.highest.rate * dt > doubtful_probability)
        model.warn(given.where, given.path,
                   format("a neuron fires with probability {:.3g} in one step ({}): its spikes are "
                          "more regular than Poisson spikes",
                          extremes.highest.rate * dt, at(extremes.highest)),
                   "use a smaller dt, or more neurons of a lower rate");
}

}  // namespace brian
