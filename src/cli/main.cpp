#include <chrono>
#include <exception>
#include <iostream>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "cli/simulate.h"
#include "components/component_schemas.h"
#include "math/functions.h"
#include "spec/json_schema.h"
#include "spec/model_schema.h"

namespace {

int act(const brian::Options& options, std::chrono::steady_clock::time_point start) {
    using Action = brian::Options::Action;
    switch (options.action) {
        case Action::PrintSchema:
            std::cout << brian::json_schema(brian::model_schema(brian::component_schemas()));
            return brian::exit_code::done;
        case Action::PrintReference:
            std::cout << brian::reference(brian::model_schema(brian::component_schemas()));
            return brian::exit_code::done;
        case Action::List:
            std::cout << brian::listing(options.list);
            return brian::exit_code::done;
        default:
            return brian::simulate(options, start);
    }
}

}  // namespace

int main(int argc, char** argv) {
    const auto start = std::chrono::steady_clock::now();
    try {
        if (!brian::math::supported(brian::math::Simd::Scalar)) {
            std::cerr
                << "brian-run: this CPU has no fused multiply-add (FMA3), without which results "
                   "would not be the same bits as elsewhere\n";
            return brian::exit_code::simulation_failed;
        }
        if (const brian::Command* command = brian::command_of(argc, argv))
            return command->run(argc - 1, argv + 1, start);
        const brian::ParsedOptions parsed = brian::parse_options(argc, argv);
        if (parsed.exit_code) return *parsed.exit_code;
        return act(parsed.options, start);
    } catch (const std::exception& error) {
        std::cerr << "brian-run: bug: " << error.what()
                  << "\n  this is a mistake of the program, not of the model; please report it "
                     "with the model\n";
        return brian::exit_code::bug;
    } catch (...) {
        std::cerr << "brian-run: bug: an unknown exception\n";
        return brian::exit_code::bug;
    }
}
