#include "cli/verb_errors.h"

#include <iostream>

#include "base/error.h"
#include "base/format.h"
#include "cli/exit_codes.h"

namespace brian {

namespace {

void print(const std::string& verb, const std::string& message, const std::string& hint) {
    std::cerr << format("brian-run {}: error: {}\n", verb, message);
    if (!hint.empty()) std::cerr << format("  hint: {}\n", hint);
}

}  // namespace

int exit_code_of(OutputError::Kind kind) {
    switch (kind) {
        case OutputError::Kind::CannotCreate:
            return exit_code::cannot_create;
        case OutputError::Kind::WriteFailed:
            return exit_code::io_error;
        case OutputError::Kind::CannotRead:
            break;
    }
    return exit_code::no_input;
}

int carry_out(const std::string& verb, const std::function<int()>& work) {
    try {
        const int code = work();
        if (!std::cout.flush())
            throw OutputError(OutputError::Kind::WriteFailed, "cannot write to the output");
        return code;
    } catch (const ModelError& error) {
        print(verb, error.what(), error.facts().hint);
        return error.facts().fault == Fault::Input ? exit_code::no_input : exit_code::wrong_model;
    } catch (const OutputError& error) {
        print(verb, error.what(), error.hint());
        return exit_code_of(error.kind());
    }
}

}  // namespace brian
