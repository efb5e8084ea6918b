#pragma once

#include <string>

#include "compile/model.h"
#include "engine/synapses.h"
#include "units/quantity.h"

/// Texts for --explain. The first line of each block is its heading, further lines are its body.
namespace brian {

/// With a prefix that suits the size: "1.62 mV", "200 pF", "3 siemens/metre^2".
[[nodiscard]] std::string readable(const Quantity& quantity);

/// Explains all parameters of the model as they were resolved, a block each.
void explain_parameters(Model& model);

/// The keys of a stimulus or monitor but `type` and `of`, as the file gives them; starts with ", "
/// unless there are none.
[[nodiscard]] std::string settings_text(const Value& fields);

/// "all", "probability: 0.02", "pairs".
[[nodiscard]] std::string rule_text(const Value& connect);

/// What the spikes of a pathway wait for: one delay, or the range of those that differ.
[[nodiscard]] std::string delay_text(const Synapses& synapses, const Pathway& pathway, double dt);

}  // namespace brian
