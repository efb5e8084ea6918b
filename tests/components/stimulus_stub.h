#pragma once

#include <string>
#include <utility>
#include <vector>

#include "components/model_stub.h"
#include "components/stimuli/make_stimulus.h"

namespace brian {

/// A stimulus S made from its keys, for a run of 1000 steps of 0.1 ms.
struct Source {
    StimulusSpec spec;
    std::vector<std::string> warnings;
    StimulusParts parts;

    Source(const std::string& type, std::vector<std::pair<std::string, Value>> keys,
           std::uint64_t seed = 1, std::vector<double> dts = {1e-4}) {
        spec.name = "S";
        spec.path = "stimuli.S";
        spec.type = whole_text(type);
        spec.fields = map_of(std::move(keys));
        parts = make_stimulus({&spec, std::move(dts), 0.1, seed, stub_values(warnings)});
    }
    [[nodiscard]] std::vector<std::uint32_t> fire(std::int64_t step) {
        std::vector<std::uint32_t> spikes;
        parts.stimulus->fire(step, spikes);
        return spikes;
    }
    /// (step, neuron) of all spikes of the steps [begin, end).
    [[nodiscard]] std::vector<std::pair<std::int64_t, std::uint32_t>> run(std::int64_t begin,
                                                                          std::int64_t end) {
        std::vector<std::pair<std::int64_t, std::uint32_t>> all;
        for (std::int64_t step = begin; step < end; ++step)
            for (const std::uint32_t neuron : fire(step)) all.emplace_back(step, neuron);
        return all;
    }
};

}  // namespace brian
