#pragma once

#include "compile/event_driven.h"
#include "compile/plasticity_text.h"
#include "compile/synapse_names.h"
#include "compile/variation.h"
#include "components/connections/rule.h"

namespace brian {

/// Everything known of one connection while it is built.
struct Building {
    Model& model;
    const ConnectionSpec& spec;
    Ends& ends;
    Rule rule;
    Synapses& synapses;
    EventDriven event_driven;
    std::vector<std::string> hidden_columns{};  ///< times [s] that code keeps for itself
    PlasticityText plasticity{};                ///< what `plasticity` stands for
    Variations variations{};                    ///< of all variables that have columns
};

}  // namespace brian
