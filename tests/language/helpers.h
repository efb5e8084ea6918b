#pragma once

#include <string>

#include "base/error.h"
#include "language/parser.h"

namespace brian {

inline Expr parse(const std::string& text) {
    return parse_expression(whole_text(text));
}

/// A text and what should come of it.
struct Fact {
    std::string text;
    std::string expected;
};

/// The error that `work` throws; with the message "no error" when it throws none.
template <class Work>
ErrorFacts error_of(const Work& work) {
    try {
        work();
    } catch (const ModelError& error) {
        return error.facts();
    }
    ErrorFacts none;
    none.message = "no error";
    return none;
}

}  // namespace brian
