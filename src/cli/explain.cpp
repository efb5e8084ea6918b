#include "cli/explain.h"

#include <algorithm>
#include <sstream>

#include "base/format.h"

namespace brian {

namespace {

/// Each line moved to the right; lines that are empty are left out.
std::string indented(const std::string& text, const std::string& margin) {
    std::istringstream lines(text);
    std::string line;
    std::string out;
    while (std::getline(lines, line))
        if (!line.empty()) out += margin + line + "\n";
    return out;
}

bool has_body(const std::string& block) {
    return block.find('\n') != std::string::npos;
}

/// The first line of a block stands as a heading, what follows is indented below it.
std::string laid_out(const std::string& block) {
    const std::size_t end = std::min(block.find('\n'), block.size());
    return "  " + block.substr(0, end) + "\n" + indented(block.substr(end), "    ");
}

/// Blocks with a body have an empty line above them.
std::string text_of(const ExplainedObject& object) {
    std::string text = object.path + "\n";
    for (std::size_t k = 0; k < object.blocks.size(); ++k)
        text += (k > 0 && has_body(object.blocks[k]) ? "\n" : "") + laid_out(object.blocks[k]);
    return text;
}

}  // namespace

std::string explain_text(const CompiledModel& model) {
    std::string text = format("run\n  dt = {:.9g} ms, {} steps\n", model.dt * 1e3, model.n_steps);
    text += indented(describe(model.protocol), "    ") + "\n";
    for (const ExplainedObject& object : model.explanation) text += text_of(object) + "\n";
    text += "schedule of one step\n" + indented(describe(model.network.tasks), "  ");
    return text;
}

}  // namespace brian
