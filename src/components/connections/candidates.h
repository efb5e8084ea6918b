#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/source.h"

namespace brian {

/// Which end's neurons a rule goes through, one row each, while it looks for partners at the other.
enum class Walk { Sources, Targets };

/// An expression about the candidates of a row, and what it may name.
struct CandidateText {
    SourceSpan text;
    std::string path;  ///< names its random numbers: "connections.C.connect:condition"
    std::string what;  ///< "the end of the range"
    enum class Kind { Condition, Number };
    Kind kind = Kind::Number;
    Walk walk = Walk::Sources;
    std::string iterator{};  ///< "k"; empty when there is none
    /// The neuron of the row and its variables; the iterator too; the partner and its variables
    /// too.
    enum class Knows { Row, Iterator, Partner };
    Knows knows = Knows::Partner;
    /// What random numbers are keyed by, besides the row: the candidate's position in the row, or
    /// the partner.
    enum class Numbered { ByPosition, ByPartner };
    Numbered numbered = Numbered::ByPosition;
};

/// Candidates of one row: the iterator's number and the partner of each. An expression that does
/// not know one of them finds it empty.
struct Candidates {
    std::uint32_t row = 0;
    std::size_t n = 1;
    std::span<const double> iterator{};
    std::span<const double> partners{};
};

/// Such an expression, ready to be asked.
struct CandidateExpression {
    std::function<void(const Candidates& candidates, std::vector<double>& out)> values;
    bool one_for_row = false;              ///< the same for all candidates of a row
    bool reads_partner_variables = false;  ///< so that the partner must exist
};

}  // namespace brian
