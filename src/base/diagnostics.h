#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/error.h"

namespace brian {

enum class Severity { Error, Warning };
enum class Colour { Plain, Ansi };

struct Diagnostic {
    Severity severity = Severity::Error;
    ErrorFacts facts;
};

/// All that is wrong or doubtful with a model, collected so that one mistake does not hide the
/// next.
class Diagnostics {
  public:
    void error(const ModelError& error);
    void warn(ErrorFacts facts);

    /// Runs `work`; a ModelError thrown by it is collected (its path set to `path` if it has none).
    /// Returns whether it went through.
    template <class Work>
    bool attempt(const std::string& path, Work&& work) {
        try {
            std::forward<Work>(work)();
            return true;
        } catch (const ModelError& problem) {
            error(problem.within(path));
            return false;
        }
    }

    [[nodiscard]] bool has_errors() const;
    [[nodiscard]] bool empty() const { return items_.empty(); }
    /// Sorted by place (file, line, column), duplicates removed.
    [[nodiscard]] std::vector<Diagnostic> sorted() const;
    /// True when every error is a file that cannot be read (exit code 66 instead of 65).
    [[nodiscard]] bool only_input_faults() const;
    /// Text of the diagnostics as the user sees them, 20 errors at most, with a count of the rest.
    [[nodiscard]] std::string render(Colour colour) const;

  private:
    std::vector<Diagnostic> items_;
};

/// One diagnostic: file:line:col: error: message, path, quoted line with caret, hint, notes.
[[nodiscard]] std::string render(const Diagnostic& diagnostic, Colour colour);

}  // namespace brian
