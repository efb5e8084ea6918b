#include "cli/loaded_model.h"

#include <algorithm>
#include <filesystem>
#include <random>

#include "base/format.h"
#include "base/number.h"
#include "base/sha256.h"
#include "cli/log.h"
#include "components/component_schemas.h"
#include "hdf5/read_dataset.h"
#include "spec/model_schema.h"

namespace brian {

double since(SteadyClock::time_point start) {
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

void read_model(LoadedModel& model) {
    model.spec = read_network(model.options->model, model.options->overrides,
                              model_schema(component_schemas()), model.diagnostics);
    log_detail(format("model read after {:.1f} ms", since(model.program_start) * 1e3));
}

std::optional<std::uint64_t> given_seed(const LoadedModel& model) {
    std::string text = model.options->seed;
    if (text.empty() && model.spec.run.seed) text = model.spec.run.seed->str();
    if (text.empty() || text == "random") return std::nullopt;
    const std::optional<double> number = parse_number(text);
    if (text.size() > 19 || !number || text.find_first_not_of("0123456789") != std::string::npos)
        throw ModelError({.message = format("the seed must be a whole number, not '{}'", text),
                          .where = *model.spec.run.seed,
                          .path = "run.seed",
                          .hint = "write seed: 42, or leave it out to draw one",
                          .notes = {}});
    return std::stoull(text);
}

std::uint64_t drawn_seed(const LoadedModel& model) {
    const std::uint64_t seed = std::random_device{}();
    if (model.options->action == Options::Action::Run)
        log_info(format("seed: {} (drawn; repeat this run with --seed {} or run.seed: {})", seed,
                        seed, seed));
    return seed;
}

void build_network(LoadedModel& model) {
    const Options& options = *model.options;
    CompileOptions compile_options;
    compile_options.backend = options.backend;
    compile_options.seed = model.seed;
    compile_options.threads = options.threads;
    if (options.action == Options::Action::Check || options.action == Options::Action::PrintGraph)
        compile_options.purpose = CompileOptions::Purpose::Check;
    if (options.action != Options::Action::Explain)
        compile_options.programs = CompileOptions::Programs::LeftOut;
    compile_options.read = [&model](const DataRequest& request) {
        std::vector<std::string>& known = model.data_files;  // a file may be read several times
        if (std::find(known.begin(), known.end(), request.file) == known.end())
            known.push_back(request.file);
        return read_data(request);
    };
    model.compiled = compile(model.spec, compile_options, model.diagnostics);
    log_detail(format("network built after {:.1f} ms", since(model.program_start) * 1e3));
}

std::string output_name(const LoadedModel& model) {
    std::string text = model.options->output;
    if (text.empty() && model.spec.output.file) text = model.spec.output.file->str();
    if (text.empty()) text = std::filesystem::path(model.options->model).stem().string() + ".h5";
    const auto fill_in = [&text](const std::string& key, const std::string& value) {
        for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key))
            text.replace(at, key.size(), value);
    };
    fill_in("{seed}", std::to_string(model.seed));
    fill_in("{hash}", sha256(model.spec.resolved_yaml).substr(0, 8));
    return text;
}

ResultsOptions results_options(const LoadedModel& model) {
    ResultsOptions results;
    const NetworkSpec& spec = model.spec;
    results.file_name = output_name(model);
    if (model.options->existing == Options::Existing::Replace)
        results.existing = ResultsOptions::Existing::Replace;
    results.dt = model.compiled.dt;
    results.n_steps = model.compiled.n_steps;
    if (spec.run.protocol.kind != Value::Kind::Null)
        results.phases = ResultsOptions::Phases::Several;
    results.seed = model.seed;
    results.model_sha256 = sha256(spec.resolved_yaml);
    if (spec.title) results.title = spec.title->str();
    if (spec.description) results.description = spec.description->str();
    if (!spec.output.compression) return results;
    const std::optional<double> level = parse_number(spec.output.compression->text());
    if (!level || *level < 0 || *level > 9)
        throw ModelError({.message = "the compression is a whole number from 0 to 9",
                          .where = *spec.output.compression,
                          .path = "output.compression",
                          .hint = {},
                          .notes = {}});
    results.trace_compression = static_cast<int>(*level);
    return results;
}

}  // namespace brian
