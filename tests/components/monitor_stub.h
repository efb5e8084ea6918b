#pragma once

#include <string>
#include <utility>
#include <vector>

#include "components/model_stub.h"
#include "components/monitors/make_monitor.h"
#include "engine/memory_recording.h"

namespace brian {

/// A monitor M of part of a population P of 10 neurons with a variable v, stepped by hand at
/// dt = 0.1 ms.
struct Watching {
    Clock clock{1e-4};
    SpikeBuffer buffer;
    SpikeBuffer other;  ///< of the custom event "pause", and of a source of one neuron, S
    std::vector<double> v = std::vector<double>(10, 0.0);
    std::vector<double> g = {0.0};  // shared
    int n_refreshed = 0;
    MonitorSpec spec;
    Watched of;
    double latest = 0.1;  ///< [s]
    std::vector<std::string> warnings;
    MonitorParts parts;
    MemoryRecording recording;

    /// members: neurons of P that are watched, ascending.
    explicit Watching(std::vector<std::uint32_t> members = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
        spec.name = "M";
        spec.path = "monitors.M";
        of.name = members.size() == 10 ? "P" : "P.part";
        of.population = "P";
        of.population_size = 10;
        of.clock = &clock;
        of.ids.assign(members.begin(), members.end());
        of.spikes = {&buffer,
                     {0, 10},
                     std::vector<std::uint32_t>(10, SpikeView::outside),
                     static_cast<std::uint32_t>(members.size())};
        for (std::uint32_t k = 0; k < members.size(); ++k) of.spikes.local[members[k]] = k;
        of.event = [this](const SourceSpan&) {
            SpikeView view = of.spikes;
            view.buffer = &other;
            return view;
        };
        of.variable = [this](const SourceSpan& name) { return variable(name.str()); };
    }

    Watched source() {
        Watched one;
        one.name = "S";
        one.ids = {0};
        one.spikes = {&other, {0, 1}, {}, 1};
        one.clock = &clock;
        return one;
    }

    WatchedVariable variable(const std::string& name) {
        if (name == "g") return {"g", g.data(), {}, true, {}};
        if (name == "s") return {"s", v.data(), {}, false, [this](auto) { ++n_refreshed; }};
        return {name, v.data(), dimensions::volt(), false, {}};
    }

    void make(const std::string& type, std::vector<std::pair<std::string, Value>> keys = {}) {
        spec.type = whole_text(type);
        spec.fields = map_of(std::move(keys));
        parts = make_monitor({&spec,
                              of,
                              stub_values(warnings),
                              {clock.dt()},
                              {},
                              latest,
                              Precision::Float32,
                              [this](const Value&) { return source(); }});
        parts.monitor->open(recording);
    }

    /// One step in which these neurons of P spike, with v = 0.1 * (step + 1) * neuron.
    void step(std::vector<std::uint32_t> spikes = {}, std::vector<std::uint32_t> others = {}) {
        buffer.open(clock.step()) = std::move(spikes);
        other.open(clock.step()) = std::move(others);
        parts.monitor->record(clock.step());
        clock.tick();
        for (std::size_t i = 0; i < v.size(); ++i)
            v[i] = 0.1 * static_cast<double>(clock.step()) * static_cast<double>(i);
        g[0] = static_cast<double>(clock.step());
    }
    const MemoryRecording::Series& finish(const std::string& series_variable = "") {
        parts.monitor->finish(clock.step());
        return recording.of("M", series_variable);
    }
};

}  // namespace brian
