#include "cli/explain.h"

#include <sstream>

#include "base/format.h"

namespace brian {

namespace {

/// The first line of each block stands as a heading, what follows is indented below it.
std::string indented(const std::string& text) {
    std::istringstream lines(text);
    std::string line;
    std::string out;
    while (std::getline(lines, line)) out += "  " + line + "\n";
    return out;
}

}  // namespace

std::string explain_text(const CompiledModel& model) {
    std::string text = format("run\n  dt = {:.9g} ms, {} steps\n\n", model.dt * 1e3, model.n_steps);
    for (const ExplainedObject& object : model.explanation)
        text += object.path + "\n" + indented(object.text) + "\n";
    text += "schedule of one step\n" + indented(describe(model.network.tasks));
    return text;
}

}  // namespace brian
