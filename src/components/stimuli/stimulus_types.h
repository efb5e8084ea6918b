#pragma once

#include "components/fields.h"
#include "components/stimuli/make_stimulus.h"

namespace brian {

#define STIMULUS(type)                                                              \
    [[nodiscard]] StimulusParts make_##type##_stimulus(const StimulusInput& input); \
    [[nodiscard]] FieldVariant type##_stimulus_schema();
#define INPUT(type) [[nodiscard]] FieldVariant type##_stimulus_schema();
#include "components/stimuli/stimuli.def"
#undef STIMULUS
#undef INPUT

/// The keys of the stimulus that is being made.
[[nodiscard]] Fields fields_of(const StimulusInput& input);

/// The key `size` of spike sources.
[[nodiscard]] FieldSchema source_size_key();

}  // namespace brian
