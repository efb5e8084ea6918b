#pragma once

#include <vector>

#include "compile/model.h"
#include "engine/operation.h"
#include "language/code_block.h"

namespace brian {

/// Code of a group besides its equations, threshold and reset: of operations and of `update`.
struct GroupCode {
    Selection members;     ///< whom it is for; they count i from 0
    std::string path;      ///< "operations.kick.code"; names the random streams as well
    std::string locals;    ///< of its own: "kick"
    CodeBlock statements;  ///< as the user wrote them
};

/// Checks the statements and compiles them. They may read and write the group's variables, and
/// other groups' `Q.x` where all of Q share x (or Q has one neuron). Statements that follow each
/// other and act on shared variables alone make a part that runs once. Nothing when there are
/// mistakes, which are reported.
[[nodiscard]] std::vector<OperationPart> compile_group_code(Model& model, const GroupCode& code);

}  // namespace brian
