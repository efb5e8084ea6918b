#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "base/source.h"

namespace brian {

/// A further place that explains an error ("first defined here").
struct Note {
    std::string message;
    SourceSpan where;
};

/// What went wrong decides the exit code: a wrong model (65) or an input file that cannot be read
/// (66). A consequence follows from a mistake that is reported already, and is not shown.
enum class Fault { Model, Input, Consequence };

/// What, where, which object, what to do. Lower case, no full stop, user text quoted as written.
struct ErrorFacts {
    std::string message;
    SourceSpan where;
    std::string path{};  ///< "groups.exc.equations, dv/dt"
    std::string hint{};
    std::vector<Note> notes{};
    Fault fault = Fault::Model;
    SourceSpan caret{};  ///< what to point at within `where` (the operator); else its beginning
};

/// One mistake in the model (or in a file that it names), with its place.
class ModelError : public std::exception {
  public:
    explicit ModelError(ErrorFacts facts) : facts_(std::move(facts)) {}
    [[nodiscard]] const char* what() const noexcept override { return facts_.message.c_str(); }
    [[nodiscard]] const ErrorFacts& facts() const { return facts_; }
    /// The same error with the path filled in where it was still empty.
    [[nodiscard]] ModelError within(const std::string& path) const;

  private:
    ErrorFacts facts_;
};

/// Ends what rests on something that is wrong itself and was reported there.
[[noreturn]] void give_up(const SourceSpan& where, const std::string& thing);

/// The results file cannot be created (73) or written (74), or what an earlier run has left of it
/// cannot be read (66).
class OutputError : public std::exception {
  public:
    enum class Kind { CannotCreate, WriteFailed, CannotRead };
    OutputError(Kind kind, std::string message, std::string hint = {})
        : kind_(kind), message_(std::move(message)), hint_(std::move(hint)) {}
    [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }
    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] const std::string& hint() const { return hint_; }

  private:
    Kind kind_;
    std::string message_;
    std::string hint_;
};

/// The simulation itself failed (exit code 1): a value that is not a number, a draw outside its
/// domain.
class SimulationError : public std::exception {
  public:
    explicit SimulationError(std::string message, std::string hint = {})
        : message_(std::move(message)), hint_(std::move(hint)) {}
    [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }
    [[nodiscard]] const std::string& hint() const { return hint_; }

  private:
    std::string message_;
    std::string hint_;
};

}  // namespace brian
