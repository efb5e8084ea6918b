#include "cli/diff_command.h"

#include <iostream>

#include <CLI/CLI.hpp>

#include "base/format.h"
#include "cli/arguments.h"
#include "cli/exit_codes.h"
#include "cli/verb_errors.h"
#include "tools/diff.h"

namespace brian {

namespace {

constexpr const char* footer = R"(Example:
  brian-run cuba.yaml -o a.h5
  brian-run cuba.yaml -o b.h5 -s parameters.we='1.7 mV'
  brian-run diff a.h5 b.h5              the first spike and the first sample that differ, and that
                                        parameters.we is another one

Results are compared bit for bit. How they were made (engine, threads, CPU, time) does not count.

Exit codes: 0 the results are the same, 1 they differ, 2 usage, 66 cannot read a file)";

}  // namespace

int diff_command(int argc, const char* const* argv,
                 std::chrono::steady_clock::time_point /*program_start*/) {
    std::string first;
    std::string second;
    bool quiet = false;
    CLI::App app(
        "Says where two results part: the first spike, the first sample, which values of "
        "the models differ",
        "brian-run diff");
    app.footer(footer);
    app.add_option("A", first, "results file")->type_name("FILE.h5")->required();
    app.add_option("B", second, "another one")->type_name("FILE.h5")->required();
    app.add_flag("-q,--quiet", quiet, "print nothing; the exit code tells");
    if (const auto code = parse_arguments(app, argc, argv, [] {})) return *code;
    return carry_out("diff", [&] {
        const ResultsReader a(first);
        const ResultsReader b(second);
        const Comparison comparison = compare(a, b);
        if (!quiet) {
            if (!comparison.same_results() || !comparison.models.empty())
                std::cout << format("A is {}, B is {}\n", first, second);
            std::cout << comparison_text(comparison);
        }
        return comparison.same_results() ? exit_code::done : exit_code::differ;
    });
}

}  // namespace brian
