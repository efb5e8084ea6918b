#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "components/model_values.h"
#include "engine/stimulus.h"
#include "spec/field_schema.h"
#include "spec/network_spec.h"

namespace brian {

/// What a stimulus knows of its model.
struct StimulusInput {
    const StimulusSpec* spec = nullptr;
    std::vector<double> dts;  ///< [s] of its clock: at the start, and what it becomes later
    double latest = 0.0;      ///< [s] end of the run, for remarks on spikes that never come
    std::uint64_t seed = 0;
    ModelValues values;

    [[nodiscard]] double dt() const { return dts.front(); }
};

struct StimulusParts {
    std::uint32_t size = 0;
    std::unique_ptr<Stimulus> stimulus;
};

/// Makes a spike source: poisson of one constant rate, spike_list, spike_trains, pulse_packet,
/// regular. (poisson with a rate per neuron or an expression, poisson_input and timed_array are
/// code and tables, which compile makes.) Throws ModelError.
[[nodiscard]] StimulusParts make_stimulus(const StimulusInput& input);

/// The keys of every type, also of those that compile makes itself.
[[nodiscard]] std::vector<FieldVariant> stimulus_schemas();

}  // namespace brian
