#include "cli/export_command.h"

#include <iostream>

#include <CLI/CLI.hpp>

#include "base/format.h"
#include "cli/arguments.h"
#include "cli/exit_codes.h"
#include "cli/verb_errors.h"
#include "tools/export_series.h"
#include "tools/export_sonata.h"

namespace brian {

namespace {

constexpr const char* footer = R"(Examples:
  brian-run export cuba.h5 --csv            cuba.spikes.spikes.csv, cuba.report.trace_v.csv ...: a
                                            table for each monitor, units in the names of columns
  brian-run export cuba.h5 --gdf -o out     out/cuba.spikes.gdf: lines "neuron time [ms]"
  brian-run export cuba.h5 --sonata circuit a SONATA circuit for bmtk, libsonata and others, of a
                                            model with output: {network: true}

The names of the files that were written go to stdout.

Exit codes: 0 done, 2 usage, 66 cannot read the file, 73 cannot create a file, or it is there)";

struct ExportOptions {
    std::string file;
    std::string circuit;
    ExportPlace place;
    bool csv = false, gdf = false, force = false;
};

void print(const std::vector<std::string>& files) {
    for (const std::string& file : files) std::cout << file << '\n';
}

int write_files(const ExportOptions& options) {
    const ResultsReader results(options.file);
    if (options.place.folder != ".") make_folder(options.place.folder);
    if (options.csv) print(export_csv(results, options.place));
    if (options.gdf) {
        const std::vector<std::string> files = export_gdf(results, options.place);
        if (files.empty()) std::cerr << "brian-run export: no monitor has recorded spikes\n";
        print(files);
    }
    if (options.circuit.empty()) return exit_code::done;
    const ExportedCircuit circuit = export_sonata(results, options.circuit, options.place.existing);
    print(circuit.files);
    for (const std::string& name : circuit.left_out)
        std::cerr << format(
            "brian-run export: {} is left out: SONATA knows no synapses onto "
            "synapses\n",
            name);
    return exit_code::done;
}

}  // namespace

int export_command(int argc, const char* const* argv,
                   std::chrono::steady_clock::time_point /*program_start*/) {
    ExportOptions options;
    CLI::App app("Writes results in other formats", "brian-run export");
    app.footer(footer);
    app.add_option("FILE", options.file, "results file")->type_name("FILE.h5")->required();
    app.add_option("--sonata", options.circuit, "a whole SONATA circuit in that folder")
        ->type_name("DIR");
    app.add_flag("--csv", options.csv, "tables of text");
    app.add_flag("--gdf", options.gdf, "spikes as NEST writes them");
    app.add_option("-o,--output", options.place.folder, "folder of the files of --csv and --gdf")
        ->type_name("DIR");
    app.add_flag("-f,--force", options.force, "replace files that are there");
    const auto code = parse_arguments(app, argc, argv, [&] {
        if (!options.csv && !options.gdf && options.circuit.empty())
            throw CLI::RequiredError("--csv, --gdf or --sonata DIR");
    });
    if (code) return *code;
    if (options.force) options.place.existing = Existing::Replace;
    return carry_out("export", [&] { return write_files(options); });
}

}  // namespace brian
