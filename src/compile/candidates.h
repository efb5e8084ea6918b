#pragma once

#include "compile/model.h"
#include "components/connections/candidates.h"

namespace brian {

/// Compiles an expression about the candidates of a row of the connection between `ends`, which
/// must outlive it. Throws ModelError where it names what is not known yet.
[[nodiscard]] CandidateExpression candidate_expression(Model& model, const Ends& ends,
                                                       const CandidateText& text);

}  // namespace brian
