#include "components/stimuli/make_stimulus.h"

#include <array>
#include <string_view>

#include "base/error.h"
#include "base/format.h"
#include "base/suggest.h"
#include "components/stimuli/stimulus_types.h"

namespace brian {
namespace {

struct StimulusType {
    std::string_view name;
    StimulusParts (*make)(const StimulusInput&);
};

constexpr std::array types = {
#define STIMULUS(type) StimulusType{#type, make_##type##_stimulus},
#define INPUT(type)
#include "components/stimuli/stimuli.def"
#undef STIMULUS
#undef INPUT
};

/// All sources have a clock.
FieldVariant with_clock(FieldVariant schema) {
    schema.fields.push_back(
        {.key = "dt",
         .shapes = {Shape::Quantity},
         .description = "time step of this source; that of the run when left out",
         .example = "0.5 ms"});
    return schema;
}

}  // namespace

StimulusParts make_stimulus(const StimulusInput& input) {
    std::vector<std::string> known;
    for (const StimulusType& type : types) {
        if (input.spec->type.text() == type.name) return type.make(input);
        known.emplace_back(type.name);
    }
    throw ModelError({.message = format("unknown type of stimulus '{}'", input.spec->type.text()),
                      .where = input.spec->type,
                      .path = input.spec->path + ".type",
                      .hint = did_you_mean(input.spec->type.text(), known)});
}

std::vector<FieldVariant> stimulus_schemas() {
    return {
#define STIMULUS(type) with_clock(type##_stimulus_schema()),
#define INPUT(type) type##_stimulus_schema(),
#include "components/stimuli/stimuli.def"
#undef STIMULUS
#undef INPUT
    };
}

Fields fields_of(const StimulusInput& input) {
    return {input.spec->fields, input.spec->where, input.spec->path, input.values};
}

FieldSchema source_size_key() {
    return {.key = "size",
            .shapes = {Shape::Integer},
            .description = "number of neurons, also as an expression of parameters",
            .example = "100",
            .required = true};
}

}  // namespace brian
