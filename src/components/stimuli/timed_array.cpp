#include "components/stimuli/stimulus_types.h"

namespace brian {

FieldVariant timed_array_stimulus_schema() {
    return {.type = "timed_array",
            .description =
                "values that change at given times: a function NAME(t), or NAME(t, i) of "
                "a table, for every expression",
            .fields = {{.key = "values",
                        .shapes = {Shape::Values, Shape::Data, Shape::Name},
                        .description = "one value, or one row of values, for each interval dt; the "
                                       "last one holds for ever",
                        .example = "[0 nA, 1 nA, 0 nA]",
                        .required = true},
                       {.key = "dt",
                        .shapes = {Shape::Quantity},
                        .description = "how long each value holds",
                        .example = "10 ms",
                        .required = true}}};
}

}  // namespace brian
