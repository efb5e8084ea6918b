#include "cli/resumption.h"

#include <filesystem>

#include "base/error.h"
#include "base/format.h"
#include "base/sha256.h"
#include "cli/log.h"
#include "cli/provenance.h"
#include "hdf5/checkpoint_folder.h"
#include "hdf5/finished.h"
#include "hdf5/join_segments.h"
#include "hdf5/write_results.h"
#include "tools/model_difference.h"

namespace brian {

namespace {

using Kind = OutputError::Kind;

constexpr const char* to_start_anew =
    "start from the beginning with -f/--force and without --resume";

bool is_there(const std::string& name) {
    std::error_code error;
    return std::filesystem::exists(name, error);
}

/// How the model or its seed differs from that of an earlier run; empty when it does not.
std::string change_since(const LoadedModel& model, std::optional<std::uint64_t> given,
                         const std::string& resolved_yaml, const std::string& seed) {
    if (std::string change = model_difference(resolved_yaml, model.spec.resolved_yaml);
        !change.empty())
        return change;
    if (given && std::to_string(*given) != seed)
        return format("the seed was {} and is {} now", seed, *given);
    return {};
}

void need_same(const LoadedModel& model, std::optional<std::uint64_t> given,
               const SavedState& saved) {
    const std::string change =
        change_since(model, given, saved.text("resolved_yaml"), saved.text("seed"));
    if (!change.empty())
        throw OutputError(Kind::CannotCreate,
                          format("the checkpoint '{}' is of another model: {}",
                                 checkpoint_folder(output_name(model)), change),
                          format("undo that to go on, or {}", to_start_anew));
    const std::string numerics = saved.text("numerics_version");
    if (numerics != std::to_string(numerics_version))
        throw OutputError(Kind::CannotCreate,
                          format("the checkpoint '{}' was written by a program of numerics_version "
                                 "{}, and this one has {}: the results would not be the same",
                                 checkpoint_folder(output_name(model)), numerics, numerics_version),
                          format("go on with that program, or {}", to_start_anew));
}

/// Whether the results are there, whole. Throws when something else is in their place that may not
/// be replaced.
bool is_complete(const LoadedModel& model, std::optional<std::uint64_t> given) {
    const std::string name = output_name(model);
    if (!is_there(name)) return false;
    try {
        const FinishedRun run = read_finished(name);
        const std::string change = change_since(model, given, run.resolved_yaml, run.seed);
        if (change.empty() && run.status == "complete") return true;
        const std::string why = change.empty() ? format("of a run that was {}", run.status)
                                               : format("of another model: {}", change);
        throw OutputError(Kind::CannotCreate, format("'{}' exists already, {}", name, why),
                          "replace it with -f/--force, or choose another name with -o/--output");
    } catch (const OutputError&) {
        if (model.options->existing == Options::Existing::Replace) return false;
        throw;
    }
}

void need_fixed_name(const LoadedModel& model, std::optional<std::uint64_t> given) {
    std::string text = model.options->output;
    if (text.empty() && model.spec.output.file) text = model.spec.output.file->str();
    if (!given && text.find("{seed}") != std::string::npos)
        throw OutputError(
            Kind::CannotCreate,
            format("--resume cannot find '{}': the seed is drawn anew each time", text),
            "say the seed with --seed N or run.seed, or leave {seed} out of the name");
}

/// Without --resume: a checkpoint may be worth days.
void need_nothing_lost(const LoadedModel& model) {
    const std::string name = output_name(model);
    if (!has_checkpoint(name) || model.options->existing == Options::Existing::Replace) return;
    throw OutputError(Kind::CannotCreate,
                      format("'{}' holds a checkpoint of an earlier run", checkpoint_folder(name)),
                      "go on from it with --resume, or start from the beginning with -f/--force");
}

/// One line a file that the model has read: its SHA-256 and its name.
std::string data_checksums(const LoadedModel& model) {
    std::string text;
    for (const std::string& file : model.data_files)
        text += format("{}  {}\n", file_sha256(file), file);
    return text;
}

}  // namespace

Resumption find_resumption(LoadedModel& model, std::optional<std::uint64_t> given) {
    model.seed = given.value_or(0);
    Resumption resumption;
    if (!model.options->resume) {
        need_nothing_lost(model);
        return resumption;
    }
    need_fixed_name(model, given);
    const std::string name = output_name(model);
    if (is_complete(model, given)) {
        resumption.is_complete = true;
        remove_checkpoint(name);
        log_info(format("'{}' is complete already; nothing is left to do", name));
        return resumption;
    }
    if (!has_checkpoint(name)) {
        log_info(format("there is no checkpoint of '{}' yet: starting from the beginning", name));
        return resumption;
    }
    resumption.saved = std::make_unique<SavedState>(state_name(name));
    need_same(model, given, *resumption.saved);
    need_segments(segment_names(name, std::stoll(resumption.saved->text("n_segments"))));
    resumption.seed = std::stoull(resumption.saved->text("seed"));
    log_info(format("going on from the checkpoint at t = {} ms, step {}",
                    resumption.saved->text("t_ms"), resumption.saved->text("steps_done")));
    return resumption;
}

void need_same_data(const LoadedModel& model, const SavedState& saved) {
    if (saved.text("data_sha256") == data_checksums(model)) return;
    throw OutputError(Kind::CannotCreate,
                      format("the data that the model reads are not those of the checkpoint '{}'",
                             checkpoint_folder(output_name(model))),
                      format("restore the files to go on, or {}", to_start_anew));
}

RunHistory run_history(const LoadedModel& model, const SavedState* saved) {
    RunHistory history{model.options->command_line + "\n", utc_now(), 0.0, 0};
    if (saved == nullptr) return history;
    return {saved->text("command_lines") + history.command_lines, saved->text("start_utc"),
            std::stod(saved->text("wall_seconds")), std::stoll(saved->text("resumptions")) + 1};
}

CheckpointTexts checkpoint_texts(const LoadedModel& model, const RunHistory& history) {
    const Network& network = model.compiled.network;
    return {{"model_sha256", sha256(model.spec.resolved_yaml)},
            {"resolved_yaml", model.spec.resolved_yaml},
            {"seed", std::to_string(model.seed)},
            {"data_sha256", data_checksums(model)},
            {"steps_done", std::to_string(network.steps_done())},
            {"simulated_s", format("{}", network.simulated())},
            {"t_ms", format("{:.9g}", network.t() * 1e3)},
            {"command_lines", history.command_lines},
            {"start_utc", history.start_utc},
            {"wall_seconds", format("{:.6f}", history.wall_seconds + since(model.program_start))},
            {"resumptions", std::to_string(history.n_resumptions)}};
}

}  // namespace brian
