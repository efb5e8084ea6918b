#pragma once

#include "cli/loaded_model.h"
#include "cli/resumption.h"

namespace brian {

/// Runs the network of the model, from the beginning or from where it was, writes the results file
/// and says what came of it. Returns the exit code. Throws OutputError, ModelError.
int run_model(LoadedModel& model, const Resumption& resumption);

}  // namespace brian
