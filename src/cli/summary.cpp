#include "cli/summary.h"

#include <algorithm>

#include "base/format.h"
#include "spec/json.h"

namespace brian {

namespace {

double mean_rate(const PopulationSummary& population, double seconds) {
    if (seconds <= 0.0 || population.size == 0) return 0.0;
    return static_cast<double>(*population.spikes) / static_cast<double>(population.size) / seconds;
}

/// A quoted text, to stand within a line.
std::string json_text(const std::string& text) {
    std::string quoted = Json::text(text).print();
    while (quoted.ends_with('\n')) quoted.pop_back();
    return quoted;
}

double realtime_factor(const RunFacts& facts) {
    const double seconds = facts.simulated_seconds - facts.seconds_before;
    return facts.loop_seconds > 0.0 ? seconds / facts.loop_seconds : 0.0;
}

}  // namespace

std::string summary_text(const CompiledModel& model, const RunFacts& facts) {
    const double seconds = facts.simulated_seconds;
    std::string text;
    std::size_t width = 4;
    for (const PopulationSummary& population : model.populations)
        width = std::max(width, population.name.size());
    for (const ConnectionSummary& connection : model.connections)
        width = std::max(width, connection.name.size());
    for (const PopulationSummary& population : model.populations)
        text += format("  {:<{}}  {:>9} neuron{} {:>11} spike{} {:>10.3f} Hz\n", population.name,
                       width, population.size, population.size == 1 ? " " : "s", *population.spikes,
                       *population.spikes == 1 ? " " : "s", mean_rate(population, seconds));
    for (const ConnectionSummary& connection : model.connections)
        text += format("  {:<{}}  {:>9} synapse{}\n", connection.name, width, connection.synapses,
                       connection.synapses == 1 ? "" : "s");
    text += format("{:.6g} s simulated in {:.3g} s ({:.3g} times real time), {:.3g} s in all",
                   seconds - facts.seconds_before, facts.loop_seconds, realtime_factor(facts),
                   facts.wall_seconds);
    if (facts.seconds_before > 0.0)
        text += format(", after {:.6g} s of earlier runs", facts.seconds_before);
    text += '\n';
    text += format("results: {}{}", facts.file,
                   facts.status == "complete" ? "" : " (" + facts.status + ")");
    if (!facts.plot.empty()) text += format("\nplot:    {} {}", facts.plot, facts.file);
    return text;
}

std::string summary_json(const CompiledModel& model, const RunFacts& facts) {
    const double seconds = facts.simulated_seconds;
    std::string groups;
    for (const PopulationSummary& population : model.populations)
        groups += format("{}{}: {{\"neurons\": {}, \"spikes\": {}, \"rate_hz\": {:.9g}}}",
                         groups.empty() ? "" : ", ", json_text(population.name), population.size,
                         *population.spikes, mean_rate(population, seconds));
    std::string synapses;
    for (const ConnectionSummary& connection : model.connections)
        synapses += format("{}{}: {}", synapses.empty() ? "" : ", ", json_text(connection.name),
                           connection.synapses);
    std::string warnings;
    for (const std::string& warning : facts.warnings)
        warnings += (warnings.empty() ? "" : ", ") + json_text(warning);
    return format(
        "{{\"status\": {}, \"file\": {}, \"seed\": {}, \"n_steps\": {}, \"simulated_s\": {:.9g}, "
        "\"build_s\": {:.6f}, \"loop_s\": {:.6f}, \"wall_s\": {:.6f}, \"realtime_factor\": {:.6g}, "
        "\"groups\": {{{}}}, \"synapses\": {{{}}}, \"warnings\": [{}]}}",
        json_text(facts.status), json_text(facts.file), facts.seed, facts.steps_done, seconds,
        facts.build_seconds, facts.loop_seconds, facts.wall_seconds, realtime_factor(facts), groups,
        synapses, warnings);
}

}  // namespace brian
