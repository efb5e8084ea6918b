#include <string>
#include <utility>

#include "spec/model_keys.h"
#include "spec/spiking_keys.h"

// parameters, functions, templates, groups, stimuli.
namespace brian {

namespace {

FieldSchema piece_key() {
    return {.key = "PIECE",
            .shapes = {Shape::EquationBlock, Shape::Fields},
            .description = "a block of equations, or a template put to use",
            .example = "{use: leaky_if, with: {tau: 10 ms}, rename: {g: ge}}",
            .fields = {{.key = "use",
                        .shapes = {Shape::Name},
                        .description = "name of the template whose equations are inserted: one of "
                                       "`templates`, or built in (brian-run --list templates)",
                        .example = "leaky_if",
                        .required = true},
                       named_key({.key = "with",
                                  .description = "values of the template's parameters",
                                  .example = "{tau: 10 ms}"},
                                 {.key = "PARAMETER",
                                  .shapes = {Shape::Expression},
                                  .description = "value of that parameter",
                                  .example = "10 ms"}),
                       named_key({.key = "rename",
                                  .description = "variables of the template under other names",
                                  .example = "{g: ge}"},
                                 {.key = "VARIABLE",
                                  .shapes = {Shape::Name},
                                  .description = "name that the variable gets here",
                                  .example = "ge"})}};
}

FieldSchema threshold_key() {
    return {.key = "threshold",
            .shapes = {Shape::Condition},
            .description = "condition under which a neuron spikes; without it the group is silent",
            .example = "v > -50*mV"};
}

FieldSchema reset_key() {
    return {.key = "reset",
            .shapes = {Shape::Code},
            .description = "statements carried out for each neuron that spikes",
            .example = "v = -60*mV"};
}

FieldSchema refractory_key() {
    return {.key = "refractory",
            .shapes = {Shape::Expression, Shape::Condition},
            .description =
                "time for which a neuron cannot spike again (a value, or an expression "
                "per neuron), or a condition that keeps it from spiking",
            .example = "2 ms"};
}

FieldSchema subgroups_key() {
    return named_key({.key = "subgroups",
                      .description = "parts of the group, used as GROUP.NAME",
                      .example = "{exc: \"0:3200\", inh: \"3200:4000\"}"},
                     {.key = "NAME",
                      .shapes = {Shape::Text, Shape::Values},
                      .description = "half-open range of indices, list of indices, or condition",
                      .example = "\"0:3200\""});
}

FieldSchema events_key() {
    return named_key({.key = "events",
                      .description = "events other than spikes, used as GROUP.NAME; tested in slot "
                                     "after_thresholds, in refractory neurons as well",
                      .example = "{pause: v < -80*mV}"},
                     {.key = "NAME",
                      .shapes = {Shape::Condition},
                      .description = "condition under which the event happens in a neuron",
                      .example = "v < -80*mV"});
}

FieldSchema template_description_key() {
    return {.key = "description",
            .shapes = {Shape::Text},
            .description = "what the template stands for, and where it was published",
            .example = "leaky integrate-and-fire neuron. Lapicque (1907)"};
}

FieldSchema links_key() {
    return named_key(
        {.key = "links",
         .description =
             "what the variables flagged (linked) stand for; they are read, never written",
         .example = "{x: Q.y}"},
        {.key = "VARIABLE",
         .shapes = {Shape::Text, Shape::Fields},
         .description =
             "GROUP.VARIABLE or GROUP.SUBGROUP.VARIABLE: neuron by neuron when the sizes "
             "are equal, for all when it is shared or of one neuron",
         .example = "Q.y",
         .fields = {{.key = "variable",
                     .shapes = {Shape::Text},
                     .description = "GROUP.VARIABLE or GROUP.SUBGROUP.VARIABLE",
                     .example = "Q.y",
                     .required = true},
                    {.key = "index",
                     .shapes = {Shape::Expression, Shape::Values, Shape::Data},
                     .description = "for each neuron, the neuron that it sees: a list, or an "
                                    "expression of i, N and integer variables flagged (constant)",
                     .example = "i // 10",
                     .required = true}}});
}

FieldSchema size_key() {
    return {.key = "size",
            .shapes = {Shape::Integer},
            .description = "number of neurons, also as an expression of parameters",
            .example = "4000",
            .required = true};
}

FieldSchema dt_key() {
    return {.key = "dt",
            .shapes = {Shape::Quantity},
            .description = "time step of this group; that of the run when left out",
            .example = "0.1 ms"};
}

FieldSchema max_delay_key() {
    return {.key = "max_delay",
            .shapes = {Shape::Quantity},
            .description =
                "accepted from models for Brian 1 and without effect: spikes are kept as "
                "long as the delays need",
            .example = "5 ms"};
}

}  // namespace

FieldSchema equations_key() {
    return {.key = "equations",
            .shapes = {Shape::EquationBlock, Shape::List},
            .description =
                "one a line: dx/dt = expression : unit (flags), x = expression : unit, "
                "x : unit (flags), alias x = y; or a list of such blocks and templates, in which "
                "what several pieces say of an x flagged (added) is added up",
            .example = "|\n  dv/dt = (E_L - v)/tau_m : volt\n  E_L : volt (constant)",
            .items = {piece_key()}};
}

FieldSchema initial_key() {
    return named_key({.key = "initial",
                      .description = "values at the beginning; what is not named begins at 0",
                      .example = "{v: -60*mV + 10*mV*rand()}"},
                     {.key = "VARIABLE",
                      .shapes = {Shape::Expression, Shape::Values, Shape::Data},
                      .description = "expression of i, N, rand(), randn(); list; or file",
                      .example = "-60*mV + 10*mV*rand()"});
}

FieldSchema parameters_key() {
    return named_key(
        {.key = "parameters",
         .description = "values with names, usable in every expression, in any order",
         .example = "{tau_m: 20 ms, w_e: 1.62 mV}"},
        {.key = "NAME",
         .shapes = {Shape::Expression, Shape::Values, Shape::Data},
         .description = "quantity, expression of other parameters, list, or data of a file",
         .example = "20 ms"});
}

FieldSchema functions_key() {
    FieldSchema arguments = named_key({.key = "arguments",
                                       .description = "arguments, in order, with their units",
                                       .example = "{v: volt}"},
                                      {.key = "NAME",
                                       .shapes = {Shape::Unit},
                                       .description = "unit of that argument",
                                       .example = "volt"});
    return named_key(
        {.key = "functions",
         .description = "functions of your own, usable in every expression",
         .example = "{f: {arguments: {v: volt}, returns: Hz, expression: v/(1*mV)*Hz}}"},
        {.key = "NAME",
         .shapes = {Shape::Fields},
         .description = "one function",
         .example = "{arguments: {v: volt}, returns: Hz, expression: v/(1*mV)*Hz}",
         .fields = {std::move(arguments),
                    {.key = "returns",
                     .shapes = {Shape::Unit},
                     .description = "unit of the result",
                     .example = "Hz",
                     .default_value = "1"},
                    {.key = "expression",
                     .shapes = {Shape::Expression},
                     .description = "the result, as an expression of the arguments",
                     .example = "v/(1*mV)*Hz",
                     .required = true}}});
}

FieldSchema templates_key(const ComponentSchemas& components) {
    FieldSchema parameters =
        named_key({.key = "parameters",
                   .description = "parameters of the template with their usual values",
                   .example = "{tau: 10 ms}"},
                  {.key = "NAME",
                   .shapes = {Shape::Expression, Shape::Nothing},
                   .description =
                       "usual value, also as an expression of the other parameters; empty (~) when "
                       "whoever uses the template must give it",
                   .example = "10 ms"});
    return named_key(
        {.key = "templates",
         .description = "pieces of models for use in several places",
         .example = "{decay: {parameters: {tau: 5 ms}, equations: 'dg/dt = -g/tau : "
                    "siemens'}}"},
        {.key = "NAME",
         .shapes = {Shape::Fields},
         .description = "one template",
         .example = "{parameters: {tau: 5 ms}, equations: 'dg/dt = -g/tau : siemens'}",
         .fields = {template_description_key(), equations_key(), std::move(parameters),
                    threshold_key(), reset_key(), refractory_key(), method_key(components)}});
}

FieldSchema groups_key(const ComponentSchemas& components) {
    return named_key(
        {.key = "groups",
         .description = "groups of neurons of one kind",
         .example = "{P: {size: 4000, equations: 'dv/dt = -v/(20*ms) : volt', "
                    "threshold: v > 10*mV, reset: v = 0*mV}}"},
        {.key = "NAME",
         .shapes = {Shape::Fields},
         .description = "one group",
         .example = "{size: 4000, equations: 'dv/dt = -v/(20*ms) : volt'}",
         .fields = {size_key(), equations_key(), group_threshold_key(), group_reset_key(),
                    refractory_key(), refractory_clamp_key(), while_refractory_key(), update_key(),
                    method_key(components), initial_key(), subgroups_key(), events_key(),
                    links_key(), dt_key(), order_key(), max_delay_key()}});
}

FieldSchema stimuli_key(const ComponentSchemas& components) {
    return named_key({.key = "stimuli",
                      .description = "spike sources and inputs that depend on time",
                      .example = "{input: {type: poisson, size: 100, rate: 10 Hz}}"},
                     {.key = "NAME",
                      .shapes = {Shape::Fields},
                      .description = "one stimulus",
                      .example = "{type: poisson, size: 100, rate: 10 Hz}",
                      .fields = {type_key(components.stimuli)},
                      .variants = components.stimuli});
}

}  // namespace brian
