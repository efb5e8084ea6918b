#include <algorithm>
#include <utility>

#include "base/format.h"
#include "components/stimuli/doubly_stochastic.h"
#include "components/stimuli/mixture.h"
#include "components/stimuli/stimulus_types.h"
#include "math/functions.h"

namespace brian {
namespace {

constexpr double doubtful_probability = 0.1;  // spikes a neuron and step

/// What all neurons share: rate, correlation and its time constant.
struct Common {
    double rate = 0.0;         ///< [Hz]
    double correlation = 0.0;  ///< area of a pair's cross-covariance over the rate
};

Common common_of(const Fields& fields) {
    const Common common{fields.quantity("rate", dimensions::hertz()),
                        fields.quantity("correlation", {})};
    if (!(common.rate > 0.0)) refuse(fields.need("rate"), "the rate must be positive");
    if (!(common.correlation >= 0.0 && common.correlation <= 1.0))
        refuse(
            fields.need("correlation"),
            format("the correlation must lie between 0 and 1, but it is {:g}", common.correlation));
    return common;
}

double tauc_of(const Fields& fields) {
    const double tauc = fields.quantity("tauc", dimensions::second());
    if (!(tauc >= 0.0)) refuse(fields.need("tauc"), "the time constant must not be negative");
    return tauc;
}

void remark_on_rate(const Fields& fields, double rate, double dt) {
    if (rate * dt > doubtful_probability)
        fields.warn(fields.need(fields.find("rate") == nullptr ? "source_rates" : "rate"),
                    format("rates reach {:.3g} Hz: with at most one spike a neuron and step of {}, "
                           "some spikes are lost",
                           rate, time_text(dt)),
                    "use a smaller dt, or lower rates");
}

void refuse_mixture_keys(const Fields& fields) {
    for (const char* key : {"source_rates", "mixture"})
        if (const Value* value = fields.find(key))
            refuse(*value, format("'{}' goes with method: mixture", key));
}

/// Brian 1's CorrelatedSpikeTrains: the covariance of the rate is c r / (2 tauc) exp(-|s| / tauc).
StimulusParts make_doubly_stochastic(const StimulusInput& input, const Fields& fields) {
    refuse_mixture_keys(fields);
    const std::uint32_t size = fields.size("size");
    const Common common = common_of(fields);
    const double tauc = tauc_of(fields);
    if (!(tauc > 0.0)) refuse(fields.need("tauc"), "the time constant must be positive");
    const double deviation = math::sqrt(common.correlation * common.rate / (2.0 * tauc));
    const auto rate = rectified_gaussian(common.rate, deviation);
    if (!rate)
        refuse(fields.need("correlation"),
               format("a rate of {:.3g} Hz cannot vary by {:.3g} Hz, as this correlation within "
                      "{} wants",
                      common.rate, deviation, time_text(tauc)),
               "choose a weaker correlation or a longer tauc, or method: mixture");
    for (const double dt : input.dts) remark_on_rate(fields, rate->mu + 3.0 * rate->sigma, dt);
    const math::StreamKey key = math::stream_key(input.seed, input.spec->path + ":spikes");
    return {size, std::make_unique<DoublyStochastic>(
                      size, *rate, DoublyStochastic::Timing{input.dt(), tauc}, key)};
}

/// Every neuron copies one hidden source of rate r / c with probability c.
Mixture::Sources one_source(const Fields& fields, std::uint32_t size) {
    const Common common = common_of(fields);
    if (common.correlation == 0.0)
        refuse(fields.need("correlation"), "a mixture needs a correlation above 0",
               "`type: poisson` makes independent neurons");
    return {{common.rate / common.correlation}, std::vector<double>(size, common.correlation)};
}

Mixture::Sources given_sources(const Fields& fields, std::uint32_t size) {
    for (const char* key : {"rate", "correlation"})
        if (const Value* value = fields.find(key))
            refuse(*value, format("'{}' and source_rates exclude each other", key),
                   "give rate and correlation, or source_rates and mixture");
    Mixture::Sources sources;
    sources.rates = fields.array("source_rates", dimensions::hertz()).values;
    for (const double rate : sources.rates)
        if (!(rate >= 0.0)) refuse(fields.need("source_rates"), "a rate must not be negative");
    const ModelArray matrix = fields.array("mixture", {});
    if (matrix.shape.size() != 2 || matrix.shape[0] != size
        || matrix.columns() != sources.rates.size())
        refuse(fields.need("mixture"),
               format("the mixture needs a row for each of {} neurons and a column for each of {} "
                      "sources",
                      size, sources.rates.size()));
    for (const double p : matrix.values)
        if (!(p >= 0.0 && p <= 1.0))
            refuse(fields.need("mixture"), format("{:g} is no probability", p),
                   "probabilities lie between 0 and 1");
    sources.copied = matrix.values;
    return sources;
}

StimulusParts make_mixture(const StimulusInput& input, const Fields& fields) {
    const std::uint32_t size = fields.size("size");
    const bool listed = fields.find("source_rates") != nullptr || fields.find("mixture") != nullptr;
    Mixture::Sources sources = listed ? given_sources(fields, size) : one_source(fields, size);
    double highest = 0.0;
    for (std::size_t i = 0; i < size; ++i) {
        double rate = 0.0;
        for (std::size_t k = 0; k < sources.rates.size(); ++k)
            rate += sources.rates[k] * sources.copied[i * sources.rates.size() + k];
        highest = std::max(highest, rate);
    }
    for (const double dt : input.dts) remark_on_rate(fields, highest, dt);
    const math::StreamKey key = math::stream_key(input.seed, input.spec->path + ":spikes");
    return {size, std::make_unique<Mixture>(size, std::move(sources),
                                            Mixture::Timing{input.dt(), tauc_of(fields)}, key)};
}

}  // namespace

StimulusParts make_correlated_poisson_stimulus(const StimulusInput& input) {
    const Fields fields = fields_of(input);
    const bool mixture =
        fields.choice("method", {"doubly_stochastic", "mixture"}, "doubly_stochastic") == 1;
    return mixture ? make_mixture(input, fields) : make_doubly_stochastic(input, fields);
}

FieldVariant correlated_poisson_stimulus_schema() {
    return {
        .type = "correlated_poisson",
        .description =
            "Poisson neurons whose spikes are correlated in pairs, the cross-covariance "
            "being c r / (2 tauc) exp(-|s| / tauc) (Brette 2009)",
        .fields = {
            source_size_key(),
            {.key = "method",
             .shapes = {Shape::Choice},
             .description = "a common rate that fluctuates, or copies of the spikes of hidden "
                            "sources, each late by an exponential time",
             .example = "mixture",
             .default_value = "doubly_stochastic",
             .choices = {"doubly_stochastic", "mixture"}},
            {.key = "rate",
             .shapes = {Shape::Expression},
             .description = "mean rate of each neuron, r",
             .example = "10 Hz"},
            {.key = "correlation",
             .shapes = {Shape::Expression},
             .description = "area of the cross-covariance of a pair over the rate, c; from 0 to 1",
             .example = "0.2"},
            {.key = "tauc",
             .shapes = {Shape::Expression},
             .description = "time constant of the correlation",
             .example = "5 ms",
             .required = true},
            {.key = "source_rates",
             .shapes = {Shape::Values, Shape::Data, Shape::Name},
             .description = "rates of the hidden sources of a mixture, instead of rate and "
                            "correlation",
             .example = "[10 Hz, 5 Hz]"},
            {.key = "mixture",
             .shapes = {Shape::Values, Shape::Data, Shape::Name},
             .description = "probability that a neuron (row) copies a spike of a source (column)",
             .example = "[[0.5, 0], [0.5, 0.5]]"}}};
}

}  // namespace brian
