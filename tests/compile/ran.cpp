#include "compile/ran.h"

#include <cmath>
#include <stdexcept>

#include "compile/compile.h"
#include "components/component_schemas.h"
#include "hdf5/read_dataset.h"
#include "spec/model_schema.h"
#include "yaml/read_network.h"

namespace brian::test {

namespace {

CompiledModel compiled(const std::string& text, const Folder& folder, CompileOptions options,
                       Diagnostics& diagnostics) {
    const std::string file = folder.write("model.yaml", "brian-run: 1\n" + text);
    options.read = read_data;
    const NetworkSpec spec = read_network(file, {}, model_schema(component_schemas()), diagnostics);
    if (diagnostics.has_errors()) return {};
    return compile(spec, options, diagnostics);
}

}  // namespace

Ran::Ran(const std::string& text, Backend backend, std::uint64_t seed)
    : Ran(text, backend, Folder(), seed) {}

Ran::Ran(const std::string& text, Backend backend, const Folder& folder, std::uint64_t seed) {
    Diagnostics diagnostics;
    CompileOptions options;
    options.backend = backend;
    options.seed = seed;
    CompiledModel model = compiled(text, folder, options, diagnostics);
    run(model, diagnostics);
}

Ran::Ran(const std::string& text, const CompileOptions& options) {
    Diagnostics diagnostics;
    CompiledModel model = compiled(text, Folder(), options, diagnostics);
    run(model, diagnostics);
}

Ran::Ran(const ModelFile& file, const CompileOptions& options) {
    Diagnostics diagnostics;
    std::vector<Override> overrides;
    for (const std::string& change : file.changes) overrides.push_back(parse_override(change));
    CompileOptions with_data = options;
    with_data.read = read_data;
    const NetworkSpec spec =
        read_network(std::string(BRIAN_REPOSITORY) + "/" + file.path, overrides,
                     model_schema(component_schemas()), diagnostics);
    CompiledModel model = compile(spec, with_data, diagnostics);
    run(model, diagnostics);
}

void Ran::run(CompiledModel& model, const Diagnostics& diagnostics) {
    if (diagnostics.has_errors()) throw std::runtime_error(diagnostics.render(Colour::Plain));
    for (const Diagnostic& diagnostic : diagnostics.sorted())
        warnings_.push_back(diagnostic.facts.message);
    dt_ = model.dt;
    Protocol(model.network, recording_, [](std::int64_t) {
        return true;
    }).run(model.protocol, model.until);
}

std::vector<double> Ran::trace(const std::string& monitor, const std::string& variable,
                               std::size_t place) const {
    const MemoryRecording::Series& series = recording_.of(monitor, variable);
    std::vector<double> values;
    for (std::size_t k = place; k < series.values.size(); k += series.info.ids.size())
        values.push_back(series.values[k]);
    return values;
}

std::vector<double> Ran::frame(const std::string& monitor, const std::string& variable,
                               std::size_t number) const {
    const MemoryRecording::Series& series = recording_.of(monitor, variable);
    const std::size_t width = series.info.ids.size();
    std::vector<double> values(width);
    for (std::size_t k = 0; k < width; ++k) values[k] = series.values.at(number * width + k);
    return values;
}

std::vector<double> Ran::last(const std::string& monitor, const std::string& variable) const {
    const MemoryRecording::Series& series = recording_.of(monitor, variable);
    return frame(monitor, variable, series.values.size() / series.info.ids.size() - 1);
}

std::vector<std::int64_t> Ran::spike_steps(const std::string& monitor, std::uint64_t neuron) const {
    const MemoryRecording::Series& series = recording_.of(monitor);
    std::vector<std::int64_t> steps;
    for (std::size_t k = 0; k < series.times.size(); ++k)
        if (series.ids[k] == neuron) steps.push_back(std::llround(series.times[k] / dt_));
    return steps;
}

std::vector<std::string> explained(const std::string& text, const std::string& path) {
    Diagnostics diagnostics;
    const CompiledModel model = compiled(text, Folder(), {}, diagnostics);
    if (diagnostics.has_errors()) throw std::runtime_error(diagnostics.render(Colour::Plain));
    for (const ExplainedObject& object : model.explanation)
        if (object.path == path) return object.blocks;
    return {};
}

std::string mistakes_in(const std::string& text) {
    Diagnostics diagnostics;
    (void)compiled(text, Folder(), {}, diagnostics);
    return diagnostics.has_errors() ? diagnostics.render(Colour::Plain) : "";
}

}  // namespace brian::test
