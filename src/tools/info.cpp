#include "tools/info.h"

#include <algorithm>
#include <sstream>

#include "base/format.h"
#include "tools/series_lines.h"
#include "tools/spike_picture.h"

namespace brian {

namespace {

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

std::string provenance(const ResultsReader& results, const std::string& name) {
    return first_line(results.text("/provenance", name));
}

/// "2.5 s", "20 ms"
std::string duration(double ms) {
    return ms < 1000.0 ? format("{:.6g} ms", ms) : format("{:.6g} s", ms * 1e-3);
}

std::string length_line(const ResultsReader& results) {
    const std::uint64_t done = results.whole("/", "n_steps").value_or(0);
    const std::uint64_t planned = results.whole("/", "n_steps_planned").value_or(done);
    const bool several = results.has("/phases");
    std::string text =
        format("{} in {} step{}", duration(results.number("/", "duration_ms").value_or(0)), done,
               done == 1 ? "" : "s");
    if (several)
        text += format(", {} phases", results.shape("/phases/start").rows());
    else
        text += format(" of {}", duration(results.number("/", "dt_ms").value_or(0)));
    if (results.text("/", "status") == "running") return text + " (planned)";
    return done == planned ? text : text + format(", {} were planned", planned);
}

std::string status_line(const ResultsReader& results) {
    std::string status = results.text("/", "status");
    if (status == "running")
        return "running: the run has not come to its end (killed, or still going on)";
    if (status == "failed") return "failed: what was recorded until then";
    return status;
}

/// "MODEL.yaml" of the first line of the checksums, "SHA-256  NAME".
std::string model_name(const ResultsReader& results) {
    const std::string line = provenance(results, "input_sha256");
    const std::size_t space = line.find("  ");
    return space == std::string::npos ? "unknown" : line.substr(space + 2);
}

/// All lines of a multi-line attribute in one.
std::string in_one_line(const std::string& text) {
    std::istringstream lines(text);
    std::string joined;
    for (std::string line; std::getline(lines, line);)
        joined += (joined.empty() ? "" : ", ") + line;
    return joined;
}

std::string made_by(const ResultsReader& results) {
    std::string text = format("{} ({}), engine {}, {}", provenance(results, "program"),
                              provenance(results, "git_hash"), provenance(results, "engine"),
                              provenance(results, "simd"));
    const std::string threads = provenance(results, "threads");
    if (threads != "1" && !threads.empty()) text += format(", {} threads", threads);
    return text;
}

std::string heading(const ResultsReader& results) {
    const std::string title = results.text("/", "title");
    return results.file_name() + (title.empty() ? "" : ": " + first_line(title));
}

std::string facts(const ResultsReader& results) {
    std::string text;
    const auto add = [&text](const char* name, const std::string& fact) {
        if (!fact.empty()) text += format("  {:<9} {}\n", name, fact);
    };
    add("status", status_line(results));
    add("time", length_line(results));
    add("seed", std::to_string(results.whole("/", "seed").value_or(0)));
    add("model", format("{}, SHA-256 {}", model_name(results),
                        results.text("/", "model_sha256").substr(0, 12)));
    add("changes", in_one_line(results.text("/provenance", "overrides")));
    const std::string wall = provenance(results, "wall_seconds");
    add("run", provenance(results, "start_utc")
                   + (wall.empty() ? "" : format(", {} s of wall time", wall)));
    add("by", made_by(results));
    return text;
}

}  // namespace

std::string info_text(const ResultsReader& results, const Look& look) {
    std::string text = heading(results) + "\n" + facts(results);
    const std::string populations = population_lines(results);
    if (!populations.empty()) text += "\n" + populations;
    const std::string series = series_lines(results);
    text += series.empty() ? "\nno monitor has recorded anything\n" : "\n" + series;
    constexpr std::size_t most_pictures = 3;
    const std::vector<std::string> spikes = results.members("/spikes");
    for (std::size_t k = 0; k < std::min(spikes.size(), most_pictures); ++k) {
        const std::string picture = spike_picture(results, "/spikes/" + spikes[k], look);
        if (!picture.empty()) text += "\n" + picture;
    }
    return text;
}

}  // namespace brian
