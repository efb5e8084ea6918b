#include "compile/synapse_operations.h"

#include <algorithm>

#include "base/format.h"
#include "compile/event_driven.h"
#include "compile/refuse.h"
#include "compile/spiking.h"
#include "compile/synapse_names.h"
#include "language/check.h"
#include "language/parser.h"
#include "language/print.h"

namespace brian {

namespace {

void check_code(Model& model, const OperationSpec& spec, const Ends& ends, const CodeBlock& code) {
    const std::string path = spec.path + ".code";
    if (!check_statements(code, scope_of(model, ends), path, *model.diagnostics))
        give_up(spec.code, spec.name);
    const std::vector<std::string> read = reads_of(code);
    const bool old = std::find(read.begin(), read.end(), "lastupdate") != read.end();
    if (old
        && (ends.synapses->blocks.empty()
            || find_column(*ends.synapses, ends.synapses->blocks.front(), "lastupdate") == nullptr))
        refuse(spec.code, path,
               format("the pathways of {} keep no 'lastupdate'", ends.synapses->name),
               "they do once their own code reads it");
    if (ends.source.population->synapses == nullptr) return;
    for (const Statement& statement : code)
        if (statement.target.ends_with("_pre"))
            refuse(statement.target_where, path,
                   format("{} is a connection, so its variables can be read but not written here",
                          ends.source.name),
                   "name that connection under `of`");
}

CodeBlock code_of(Model& model, const OperationSpec& spec, const Ends& ends) {
    const CodeBlock code = parse_statements(spec.code);
    check_code(model, spec, ends, code);
    const Scope scope = scope_of(model, ends);
    Resolver resolve(model, scope, spec.path + ".code", 0, meaning_of(ends));
    CodeBlock held = hold_while_refractory(*ends.target.population, resolve(code), "_post");
    held = hold_while_refractory(*ends.source.population, held, "_pre");
    Resolver equations(model, scope, ends.path + ".equations", 0, meaning_of(ends));
    return EventDriven(ends.equations, equations)(held);
}

}  // namespace

void build_synaptic_operation(Model& model, const OperationSpec& spec, SynapticTiming timing) {
    Ends& ends = model.connections.at(spec.of.str());
    if (!ends.built) give_up(spec.of, spec.of.str());
    Synapses& synapses = *ends.synapses;
    const CodeBlock code = code_of(model, spec, ends);
    release(synapses, code);
    note_writes(model, ends, code);
    std::vector<Routine>& routines = model.network().routine_lists.emplace_back();
    for (SynapseBlock& block : synapses.blocks)
        routines.push_back(compile_routine(model, ends, block, code, Visit::Elements));
    model.explain(spec.path, format("for the synapses of {}, {}, in slot {}\n{}", synapses.name,
                                    timing.text, name_of(timing.when), print(code)));
    const auto run = [&routines, &synapses, timetable = timing.timetable,
                      clock = timing.clock]() mutable {
        if (!timetable.due(*clock)) return;
        synapses.run_for_all(routines, Synapses::Blocks::OneByOne);
    };
    model.network().tasks.push_back({spec.path, "run the code", timing.when, timing.order,
                                     Task::Kind::Operation, model.position, timing.clock, run});
}

}  // namespace brian
