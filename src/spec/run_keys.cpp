#include <string>
#include <utility>
#include <vector>

#include "spec/model_keys.h"

// monitors, operations, run, output, sweep.
namespace brian {

namespace {

FieldSchema of_key() {
    return {.key = "of",
            .shapes = {Shape::Reference},
            .description = "group, subgroup, stimulus or connection",
            .example = "P.exc",
            .required = true};
}

FieldSchema run_dt_key() {
    return {.key = "dt",
            .shapes = {Shape::Quantity},
            .description = "time step",
            .example = "0.05 ms",
            .default_value = "0.1 ms"};
}

FieldSchema duration_key() {
    return {.key = "duration",
            .shapes = {Shape::Quantity},
            .description = "simulated time",
            .example = "1 s"};
}

FieldSchema stop_when_key() {
    return {.key = "stop_when",
            .shapes = {Shape::Condition},
            .description =
                "condition that ends the run (or its phase) early; looked at after every "
                "step",
            .example = "count(P.spikes) > 1000"};
}

FieldSchema restore_key() {
    return {.key = "restore",
            .shapes = {Shape::Name, Shape::Fields},
            .description = "goes back to a stored state, by its name",
            .example = "learned",
            .fields = {{.key = "name",
                        .shapes = {Shape::Name},
                        .description = "name of the stored state",
                        .example = "learned",
                        .required = true},
                       {.key = "random",
                        .shapes = {Shape::Boolean},
                        .description = "whether the random numbers go back as well",
                        .example = "true",
                        .default_value = "false"}}};
}

FieldSchema active_key() {
    FieldSchema active =
        named_key({.key = "active",
                   .description = "groups, stimuli, connections, monitors and operations switched "
                                  "on and off from this phase on; what falls due at a connection "
                                  "that is off is lost",
                   .example = "{plastic: false}"},
                  {.key = "NAME",
                   .shapes = {Shape::Boolean},
                   .description = "whether the object takes part",
                   .example = "false"});
    active.names = Shape::Reference;  // monitors.P, where a group is called P as well
    return active;
}

FieldSchema set_key() {
    FieldSchema set =
        named_key({.key = "set",
                   .description = "new values when the phase begins, in this order: of variables "
                                  "of groups, subgroups and connections, and of parameters",
                   .example = "{P.I: 2 nA, parameters.rate: 10 Hz}"},
                  {.key = "OBJECT.VARIABLE",
                   .shapes = {Shape::Expression, Shape::Values, Shape::Data},
                   .description = "value, expression, list, or data of a file",
                   .example = "2 nA"});
    set.names = Shape::Reference;
    return set;
}

FieldSchema loop_key() {
    FieldSchema loop = named_key({.key = "loop",
                                  .description = "goes through `phases` once for each value; "
                                                 "several lists are gone through side by side",
                                  .example = "{P.I: [1 nA, 2 nA, 3 nA]}"},
                                 {.key = "OBJECT.VARIABLE",
                                  .shapes = {Shape::Values},
                                  .description = "the values, one after the other",
                                  .example = "[1 nA, 2 nA, 3 nA]"});
    loop.names = Shape::Reference;
    loop.needs = {"phases"};
    return loop;
}

std::vector<FieldSchema> phase_keys() {
    FieldSchema dt = run_dt_key();
    dt.description =
        "time step from this phase on, for all objects without a dt of their own; "
        "the phase must begin at a multiple of it";
    dt.default_value = {};
    return {duration_key(),
            std::move(dt),
            set_key(),
            active_key(),
            stop_when_key(),
            {.key = "repeat",
             .shapes = {Shape::Integer},
             .description = "how often `phases` are gone through",
             .example = "10",
             .needs = {"phases"}},
            loop_key(),
            {.key = "phases",
             .shapes = {Shape::List},
             .description = "phases within this one",
             .example = "[{duration: 100 ms}]",
             .same_as = "protocol"},
            {.key = "store",
             .shapes = {Shape::Name},
             .description = "keeps the state of the whole network under that name",
             .example = "learned"},
            restore_key()};
}

FieldSchema protocol_key() {
    return {.key = "protocol",
            .shapes = {Shape::List},
            .description = "phases of the run, in order; the state carries on",
            .example = "[{duration: 500 ms}, {set: {P.I: 2 nA}, duration: 1 s}]",
            .items = {{.key = "PHASE",
                       .shapes = {Shape::Fields},
                       .description = "one phase",
                       .example = "{set: {P.I: 2 nA}, duration: 1 s}",
                       .fields = phase_keys()}}};
}

FieldSchema seed_key() {
    return {.key = "seed",
            .shapes = {Shape::Integer},
            .description = "seed of all random numbers; without it one is drawn and reported",
            .example = "42"};
}

FieldSchema schedule_key() {
    return {.key = "schedule",
            .shapes = {Shape::List},
            .description = "order of the slots of a step",
            .example = "[start, groups, thresholds, synapses, resets, end]",
            .default_value = "[start, groups, thresholds, synapses, resets, end]",
            .items = {{.key = "slot",
                       .shapes = {Shape::Choice},
                       .description = "one slot",
                       .example = "groups",
                       .choices = {"start", "groups", "thresholds", "synapses", "resets", "end"}}}};
}

std::vector<FieldSchema> operation_keys() {
    FieldSchema of = of_key();
    of.description = "group or subgroup whose variables the code reads and writes";
    return {
        std::move(of),
        {.key = "code",
         .shapes = {Shape::Code},
         .description =
             "statements, carried out for each neuron; what acts on shared variables alone is "
             "carried out once. Shared variables of another group are named GROUP.VARIABLE, as "
             "are those of a group of one neuron",
         .example = "v += 1*mV",
         .required = true},
        {.key = "every",
         .shapes = {Shape::Quantity},
         .description = "time from one execution to the next, the first at t = 0",
         .example = "10 ms"},
        {.key = "at",
         .shapes = {Shape::Quantity, Shape::Values},
         .description = "time or times of execution",
         .example = "[100 ms, 200 ms]"},
        {.key = "event",
         .shapes = {Shape::Reference},
         .description = "event at which the code is carried out, for the neurons it happens in; "
                        "P.spike is the spike",
         .example = "P.pause"},
        {.key = "when",
         .shapes = {Shape::Name},
         .description = "slot of the step, also with before_ or after_; start when left out, and "
                        "after_resets with `event`",
         .example = "before_groups"},
        order_key()};
}

/// A map from paths of the model file to the values of a sweep.
FieldSchema axes_key(std::string key, std::string description) {
    FieldSchema axes = named_key({.key = std::move(key),
                                  .description = std::move(description),
                                  .example = "{parameters.w_e: [1 mV, 2 mV]}"},
                                 {.key = "PATH",
                                  .shapes = {Shape::Values, Shape::Text},
                                  .description = "list of values, or 5ms:50ms:5ms (both ends "
                                                 "included), lin(a, b, n), log(a, b, n), @file",
                                  .example = "[1 mV, 2 mV]"});
    axes.names = Shape::Text;
    return axes;
}

FieldSchema random_key() {
    FieldSchema draw = named_key({.key = "draw",
                                  .description = "distribution of each path",
                                  .example = "{parameters.w_e: 'uniform(1 mV, 2 mV)'}"},
                                 {.key = "PATH",
                                  .shapes = {Shape::Text},
                                  .description = "uniform(a, b), loguniform(a, b), normal(m, s), "
                                                 "choice(...)",
                                  .example = "'uniform(1 mV, 2 mV)'"});
    draw.names = Shape::Text;
    draw.required = true;
    return {.key = "random",
            .shapes = {Shape::Fields},
            .description = "points drawn at random",
            .example = "{n: 100, draw: {parameters.w_e: 'uniform(1 mV, 2 mV)'}}",
            .fields = {{.key = "n",
                        .shapes = {Shape::Integer},
                        .description = "number of points",
                        .example = "100",
                        .required = true},
                       std::move(draw)}};
}

FieldSchema list_key() {
    FieldSchema point = named_key({.key = "POINT",
                                   .description = "values of one run by path",
                                   .example = "{parameters.w_e: 1 mV, groups.P.size: 100}"},
                                  {.key = "PATH",
                                   .shapes = {Shape::Text, Shape::Values},
                                   .description = "value for that path",
                                   .example = "1 mV"});
    point.names = Shape::Text;
    return {.key = "list",
            .shapes = {Shape::Text, Shape::List},
            .description = "points one by one, or a CSV file whose first line names the paths",
            .example = "points.csv",
            .items = {std::move(point)}};
}

}  // namespace

FieldSchema monitors_key(const ComponentSchemas& components) {
    return named_key({.key = "monitors",
                      .description = "what is recorded",
                      .example = "{spikes: {type: spikes, of: P}}"},
                     {.key = "NAME",
                      .shapes = {Shape::Fields},
                      .description = "one monitor",
                      .example = "{type: spikes, of: P}",
                      .fields = {type_key(components.monitors), of_key()},
                      .variants = components.monitors});
}

FieldSchema operations_key() {
    return named_key({.key = "operations",
                      .description = "code carried out regularly, at given times, or on an event",
                      .example = "{kick: {of: P, code: v += 1*mV, every: 10 ms}}"},
                     {.key = "NAME",
                      .shapes = {Shape::Fields},
                      .description = "one operation",
                      .example = "{of: P, code: v += 1*mV, every: 10 ms}",
                      .fields = operation_keys(),
                      .exactly_one = {"every", "at", "event"}});
}

FieldSchema run_key() {
    return {.key = "run",
            .shapes = {Shape::Fields},
            .description = "how long, in which steps, from which seed",
            .example = "{dt: 0.1 ms, duration: 1 s, seed: 42}",
            .fields = {run_dt_key(),
                       duration_key(),
                       seed_key(),
                       protocol_key(),
                       stop_when_key(),
                       schedule_key(),
                       {.key = "checkpoint_every",
                        .shapes = {Shape::Text},
                        .description = "wall-clock time from one checkpoint to the next",
                        .example = "30min"}},
            .exactly_one = {"duration", "protocol"}};
}

FieldSchema output_key() {
    return {.key = "output",
            .shapes = {Shape::Fields},
            .description = "the file of the results",
            .example = "{file: cuba.h5, network: true}",
            .fields = {{.key = "file",
                        .shapes = {Shape::Text},
                        .description = "HDF5 file; the model's name with .h5 when left out",
                        .example = "cuba.h5"},
                       {.key = "compression",
                        .shapes = {Shape::Choice},
                        .description = "gzip level of the traces, 0 for none",
                        .example = "4",
                        .default_value = "0",
                        .choices = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}},
                       {.key = "precision",
                        .shapes = {Shape::Choice},
                        .description = "of the traces",
                        .example = "float64",
                        .default_value = "float32",
                        .choices = {"float32", "float64"}},
                       {.key = "network",
                        .shapes = {Shape::Boolean},
                        .description = "whether neurons and synapses are saved as well",
                        .example = "true",
                        .default_value = "false"},
                       {.key = "host",
                        .shapes = {Shape::Boolean},
                        .description = "whether the name of the computer is saved",
                        .example = "false",
                        .default_value = "true"}}};
}

FieldSchema sweep_key() {
    return {.key = "sweep",
            .shapes = {Shape::Fields},
            .description = "runs of the model with other values, by paths of this file",
            .example = "{grid: {parameters.w_e: [1 mV, 2 mV]}, repeat: 3}",
            .fields = {axes_key("grid", "every combination of the values"),
                       axes_key("zip", "the first values together, the second together ..."),
                       random_key(),
                       list_key(),
                       {.key = "repeat",
                        .shapes = {Shape::Integer},
                        .description = "runs of each point, each with a seed made from run.seed; "
                                       "without it every run has the seed of the model",
                        .example = "5"},
                       {.key = "same_seeds",
                        .shapes = {Shape::Boolean},
                        .description = "whether the repeats of all points use the same seeds",
                        .example = "true",
                        .default_value = "false"}}};
}

}  // namespace brian
