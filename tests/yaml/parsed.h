#pragma once

#include <memory>
#include <string>

#include "base/diagnostics.h"
#include "base/format.h"
#include "spec/validate.h"
#include "yaml/document.h"

namespace brian::test {

inline Value parse(const std::string& yaml, Diagnostics& diagnostics) {
    return read_document(std::make_shared<const SourceFile>(SourceFile{"m.yaml", yaml}),
                         diagnostics);
}

/// The tree of a text that has no mistakes.
inline Value parse(const std::string& yaml) {
    Diagnostics diagnostics;
    Value value = parse(yaml, diagnostics);
    if (diagnostics.has_errors()) return {};
    return value;
}

/// "line:column: message | hint", one line for each error.
inline std::string errors(const Diagnostics& diagnostics) {
    std::string text;
    for (const Diagnostic& problem : diagnostics.sorted()) {
        const ErrorFacts& facts = problem.facts;
        if (!text.empty()) text += "\n";
        text += format("{}:{}: {}", facts.where.line(), facts.where.column(), facts.message);
        if (!facts.hint.empty()) text += " | " + facts.hint;
    }
    return text;
}

/// The errors of reading the text.
inline std::string document_errors(const std::string& yaml) {
    Diagnostics diagnostics;
    const Value value = parse(yaml, diagnostics);
    return errors(diagnostics);
}

}  // namespace brian::test
