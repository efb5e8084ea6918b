#include "tools/sweep_index.h"

#include <algorithm>

#include "base/format.h"
#include "base/number.h"
#include "tools/sweep_column.h"

namespace brian {

namespace {

/// Groups and stimuli that the runs tell of, in the order of the model.
std::vector<std::string> populations_of(const NetworkSpec& model,
                                        const std::vector<RunRecord>& runs) {
    std::vector<std::string> names;
    const auto take = [&](const std::string& name) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    const auto told = [&](const std::string& name) {
        return std::any_of(runs.begin(), runs.end(), [&](const RunRecord& run) {
            return run.facts && run.facts->population(name) != nullptr;
        });
    };
    for (const GroupSpec& group : model.groups)
        if (told(group.name)) take(group.name);
    for (const StimulusSpec& stimulus : model.stimuli)
        if (told(stimulus.name)) take(stimulus.name);
    return names;
}

std::string spikes_and_rate(const RecordedRun& facts, const std::string& name) {
    const PopulationFacts* population = facts.population(name);
    if (population == nullptr) return ",,";
    const double neuron_seconds =
        static_cast<double>(population->n_neurons) * facts.duration_ms * 1e-3;
    const double rate =
        neuron_seconds > 0.0 ? static_cast<double>(population->spikes) / neuron_seconds : 0.0;
    return format(",{},{:.9g}", population->spikes, rate);
}

/// A column of index.h5 that has no values yet.
SweepContents::Column empty_copy(const SweepColumn& column) {
    SweepContents::Column copy;
    copy.path = column.path;
    copy.units = column.unit.name.empty() ? "1" : column.unit.name;
    if (column.kind == SweepColumn::Kind::Text)
        for (const SweptValue& value : column.values) copy.texts.push_back(value.yaml);
    return copy;
}

/// In the unit of the column; of a text its place among them.
double number_of(const SweepColumn& column, std::size_t value) {
    if (column.kind == SweepColumn::Kind::Text) return static_cast<double>(value);
    return parse_number(cell(column, value)).value_or(column.numbers[value]);
}

}  // namespace

std::string name_of(RunState state) {
    switch (state) {
        case RunState::Complete:
            return "complete";
        case RunState::Failed:
            return "failed";
        case RunState::Stopped:
            return "stopped";
        case RunState::Missing:
            return "missing";
        case RunState::Broken:
            break;
    }
    return "broken";
}

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char character : text) {
        if (character == '"') quoted += '"';
        quoted += character;
    }
    return quoted + "\"";
}

std::string index_csv(const SweepPlan& plan, const NetworkSpec& model,
                      const std::vector<RunRecord>& runs) {
    const std::vector<std::string> populations = populations_of(model, runs);
    std::string text = "run,status,seed";
    for (const SweepColumn& column : plan.columns()) text += "," + csv_field(heading(column));
    text += ",file,wall_s";
    for (const std::string& name : populations) text += format(",{0} spikes,{0} rate [Hz]", name);
    text += "\n";
    for (std::size_t run = 0; run < runs.size(); ++run) {
        const RunRecord& record = runs[run];
        text += format("{},{},", run, name_of(record.state));
        if (record.facts) text += std::to_string(record.facts->seed);
        const std::vector<std::size_t> chosen = plan.choices(run);
        for (std::size_t c = 0; c < chosen.size(); ++c)
            text += "," + csv_field(cell(plan.columns()[c], chosen[c]));
        text += "," + csv_field(record.file) + ",";
        if (record.facts) text += format("{:.6f}", record.facts->wall_seconds);
        for (const std::string& name : populations)
            text += record.facts ? spikes_and_rate(*record.facts, name) : ",,";
        text += "\n";
    }
    return text;
}

SweepContents index_contents(const SweepPlan& plan, const NetworkSpec& model,
                             const std::vector<RunRecord>& runs) {
    SweepContents contents;
    if (model.title) contents.title = model.title->str();
    for (const RunRecord& run : runs) {
        const bool complete = run.state == RunState::Complete;
        contents.files.push_back(complete ? run.file : std::string());
        contents.seeds.push_back(complete ? run.facts->seed : 0);
    }
    for (const SweepColumn& column : plan.columns()) contents.columns.push_back(empty_copy(column));
    for (std::size_t run = 0; run < runs.size(); ++run) {
        const std::vector<std::size_t> chosen = plan.choices(run);
        for (std::size_t c = 0; c < chosen.size(); ++c)
            contents.columns[c].values.push_back(number_of(plan.columns()[c], chosen[c]));
    }
    return contents;
}

}  // namespace brian
