#include "tools/repeatable_run.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "base/format.h"
#include "base/sha256.h"

namespace brian {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(std::string message, std::string hint) {
    throw ModelError({.message = std::move(message),
                      .where = {},
                      .hint = std::move(hint),
                      .fault = Fault::Input});
}

/// What a model includes is part of the resolved model already.
bool is_model_text(const std::string& name) {
    const std::string extension = fs::path(name).extension().string();
    return extension == ".yaml" || extension == ".yml";
}

std::string contents_of(const std::string& name) {
    std::ifstream file(name, std::ios::binary);
    std::ostringstream contents;
    contents << file.rdbuf();
    return contents.str();
}

/// Lines "SHA-256  NAME", the first of them of the model.
void read_checksums(const std::string& text, RepeatableRun& run) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t space = line.find("  ");
        if (space == std::string::npos) continue;
        InputFile file{line.substr(space + 2), line.substr(0, space)};
        if (run.model.empty())
            run.model = file.name;
        else if (!is_model_text(file.name))
            run.data.push_back(std::move(file));
    }
}

}  // namespace

RepeatableRun repeatable_run(const ResultsReader& results) {
    RepeatableRun run;
    run.resolved_yaml = results.text("/provenance", "resolved_yaml");
    if (run.resolved_yaml.empty())
        refuse(format("'{}' does not say which model it is of", results.file_name()),
               "the group /provenance lacks 'resolved_yaml'");
    run.seed = results.whole("/", "seed").value_or(0);
    run.status = results.text("/", "status");
    run.duration_ms = results.number("/", "duration_ms").value_or(0.0);
    run.has_phases = results.has("/phases");
    run.program = format("{} ({})", results.text("/provenance", "program"),
                         results.text("/provenance", "git_hash"));
    run.numerics_version = results.whole("/", "numerics_version").value_or(0);
    read_checksums(results.text("/provenance", "input_sha256"), run);
    return run;
}

void check_data(const RepeatableRun& run) {
    for (const InputFile& file : run.data) {
        std::error_code error;
        if (!fs::exists(file.name, error))
            refuse(format("the run has read '{}', which is not there", file.name),
                   "relative names count from the folder in which the model was run; go there");
        if (sha256(contents_of(file.name)) != file.sha256)
            refuse(
                format("'{}' is not what the run has read: its contents have changed", file.name),
                format("its SHA-256 was {}", file.sha256));
    }
}

}  // namespace brian
