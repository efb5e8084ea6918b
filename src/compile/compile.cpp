#include "compile/compile.h"

#include <filesystem>

#include "base/format.h"
#include "compile/connections.h"
#include "compile/explanation.h"
#include "compile/links.h"
#include "compile/model.h"
#include "compile/model_values.h"
#include "compile/monitors.h"
#include "compile/neuron_groups.h"
#include "compile/operations.h"
#include "compile/parameters.h"
#include "compile/protocol.h"
#include "compile/save_network.h"
#include "compile/slots.h"
#include "compile/stimuli.h"

namespace brian {

namespace {

void refuse_later_features(Model& model) {
    const NetworkSpec& spec = *model.spec;
    const auto not_yet = [&](bool given, const SourceSpan& where, const std::string& key) {
        if (given)
            model.diagnostics->error(
                ModelError({.message = format("`{}` is not supported yet", key),
                            .where = where,
                            .path = key,
                            .hint = {},
                            .notes = {}}));
    };
    const auto asked = [&](const LocatedText& key, const std::string& path) {
        not_yet(key && key->text() != "false", key.value_or(SourceSpan()), path);
    };
    asked(spec.run.checkpoint_every, "run.checkpoint_every");
}

/// Names of groups and stimuli share one space, since both can be the source of a connection.
void refuse_clashing_names(Model& model) {
    for (const StimulusSpec& stimulus : model.spec->stimuli)
        for (const GroupSpec& group : model.spec->groups)
            if (group.name == stimulus.name)
                model.diagnostics->error(ModelError(
                    {.message = format("'{}' is both a group and a stimulus", stimulus.name),
                     .where = stimulus.where,
                     .path = stimulus.path,
                     .hint = "rename one of them",
                     .notes = {{"the group is here", group.where}}}));
}

void build_populations(Model& model, std::vector<DeclaredGroup>& groups) {
    Diagnostics& diagnostics = *model.diagnostics;
    const auto attempt = [&](const std::string& name, const std::string& path, const auto& work) {
        if (!diagnostics.attempt(path, work)) model.failed.insert(name);
    };
    for (const GroupSpec& spec : model.spec->groups)
        attempt(spec.name, spec.path, [&] { groups.push_back(declare_group(model, spec)); });
    for (DeclaredGroup& declared : groups) find_links(model, declared, groups);
    for (DeclaredGroup& declared : groups) {
        ++model.position;
        diagnostics.attempt(declared.spec->path, [&] { build_group(model, declared); });
    }
    for (const StimulusSpec& spec : model.spec->stimuli) {
        ++model.position;
        const bool source =
            spec.type.text() != "timed_array" && spec.type.text() != "poisson_input";
        if (source) attempt(spec.name, spec.path, [&] { build_stimulus(model, spec); });
    }
    for (const StimulusSpec& spec : model.spec->stimuli) {
        ++model.position;
        if (spec.type.text() == "poisson_input")
            diagnostics.attempt(spec.path, [&] { build_poisson_input(model, spec); });
    }
}

}  // namespace

CompiledModel compile(const NetworkSpec& spec, const CompileOptions& options,
                      Diagnostics& diagnostics) {
    Model model;
    model.spec = &spec;
    model.options = &options;
    model.diagnostics = &diagnostics;
    model.folder = std::filesystem::path(spec.file_name).parent_path().string();

    read_functions(model);
    read_parameters(model);
    check_functions(model);
    explain_parameters(model);
    read_run(model);
    read_schedule(model);
    refuse_later_features(model);
    refuse_clashing_names(model);
    read_timed_arrays(model);
    std::vector<DeclaredGroup> groups;
    build_populations(model, groups);
    save_populations(model);
    build_connections(model);
    for (const OperationSpec& operation : spec.operations) {
        ++model.position;
        diagnostics.attempt(operation.path, [&] { build_operation(model, operation); });
    }
    for (const MonitorSpec& monitor : spec.monitors) {
        ++model.position;
        diagnostics.attempt(monitor.path, [&] { build_monitor(model, monitor); });
    }
    build_protocol(model);
    sort_tasks(model.network().tasks, model.network().slots);
    return std::move(model.compiled);
}

}  // namespace brian
