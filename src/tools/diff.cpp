#include "tools/diff.h"

#include <algorithm>

#include "base/format.h"
#include "tools/model_changes.h"
#include "tools/series_diff.h"

namespace brian {

namespace {

std::string provenance(const ResultsReader& results, const char* name) {
    return results.text("/provenance", name);
}

bool same_model(const ResultsReader& a, const ResultsReader& b) {
    return a.text("/", "model_sha256") == b.text("/", "model_sha256")
           && a.whole("/", "seed") == b.whole("/", "seed");
}

/// How long the runs were, and how they ended.
std::vector<std::string> differences_of_runs(const ResultsReader& a, const ResultsReader& b) {
    std::vector<std::string> found;
    if (a.text("/", "status") != b.text("/", "status"))
        found.push_back(format("the run of A is {}, that of B {}", a.text("/", "status"),
                               b.text("/", "status")));
    for (const auto& [name, thing] : {std::pair{"n_steps", "number of steps"},
                                      {"dt_ms", "time step [ms]"},
                                      {"duration_ms", "simulated time [ms]"}}) {
        const double of_a = a.number("/", name).value_or(0.0);
        const double of_b = b.number("/", name).value_or(0.0);
        if (of_a != of_b) found.push_back(format("{}: {} in A, {} in B", thing, of_a, of_b));
    }
    return found;
}

/// What was not recorded shows in the hash of the final state.
std::vector<std::string> hidden_difference(const ResultsReader& a, const ResultsReader& b) {
    const std::string of_a = provenance(a, "final_state_sha256");
    const std::string of_b = provenance(b, "final_state_sha256");
    if (!same_model(a, b) || of_a == of_b || of_a.empty() || of_b.empty()) return {};
    return {
        format("the states at the end differ (SHA-256 {}... in A, {}... in B), though what was "
               "recorded is the same",
               of_a.substr(0, 12), of_b.substr(0, 12))};
}

std::vector<std::string> differences_of_models(const ResultsReader& a, const ResultsReader& b) {
    std::vector<std::string> found;
    if (a.whole("/", "seed") != b.whole("/", "seed"))
        found.push_back(format("seed: {} in A, {} in B", a.whole("/", "seed").value_or(0),
                               b.whole("/", "seed").value_or(0)));
    for (const ModelChange& change :
         model_changes(provenance(a, "resolved_yaml"), provenance(b, "resolved_yaml"))) {
        if (change.after.empty())
            found.push_back(format("{}: in A only, {}", change.path, change.before));
        else if (change.before.empty())
            found.push_back(format("{}: in B only, {}", change.path, change.after));
        else
            found.push_back(
                format("{}: {} in A, {} in B", change.path, change.before, change.after));
    }
    return found;
}

std::vector<std::string> remarks(const ResultsReader& a, const ResultsReader& b) {
    std::vector<std::string> found;
    const std::uint64_t numerics_a = a.whole("/", "numerics_version").value_or(0);
    const std::uint64_t numerics_b = b.whole("/", "numerics_version").value_or(0);
    if (numerics_a != numerics_b)
        found.push_back(
            format("numerics_version {} in A, {} in B: equal bits are promised within "
                   "one version only",
                   numerics_a, numerics_b));
    for (const auto& [name, thing] :
         {std::pair{"program", "program"}, {"git_hash", "version of the source"}})
        if (provenance(a, name) != provenance(b, name))
            found.push_back(
                format("{}: {} in A, {} in B", thing, provenance(a, name), provenance(b, name)));
    return found;
}

/// The data files that both runs read, with their checksums: a model of the same text may stand for
/// other data.
std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

std::vector<std::string> differences_of_data(const ResultsReader& a, const ResultsReader& b) {
    constexpr std::size_t hash = 64;
    std::vector<std::string> found;
    const std::vector<std::string> of_b = lines_of(provenance(b, "input_sha256"));
    const std::vector<std::string> of_a = lines_of(provenance(a, "input_sha256"));
    // The first is the model itself.
    for (std::size_t k = 1; k < of_a.size(); ++k)
        for (std::size_t l = 1; l < of_b.size(); ++l)
            if (of_a[k].size() > hash && of_b[l].size() > hash
                && of_a[k].substr(hash) == of_b[l].substr(hash) && of_a[k] != of_b[l])
                found.push_back(
                    format("the file '{}' has other contents", of_a[k].substr(hash + 2)));
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

void append(std::vector<std::string>& list, std::vector<std::string> more) {
    list.insert(list.end(), more.begin(), more.end());
}

std::string section(const char* heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return {};
    constexpr std::size_t most = 30;
    std::string text = heading;
    for (std::size_t k = 0; k < std::min(lines.size(), most); ++k)
        text += format("  {}\n", lines[k]);
    if (lines.size() > most) text += format("  ... and {} more\n", lines.size() - most);
    return text;
}

}  // namespace

Comparison compare(const ResultsReader& a, const ResultsReader& b) {
    Comparison comparison;
    std::vector<Difference> series = series_differences(a, b);
    std::stable_sort(series.begin(), series.end(),
                     [](const Difference& x, const Difference& y) { return x.time < y.time; });
    for (Difference& difference : series)
        comparison.differences.push_back(std::move(difference.text));
    append(comparison.differences, differences_of_runs(a, b));
    if (comparison.differences.empty()) append(comparison.differences, hidden_difference(a, b));
    append(comparison.models, differences_of_models(a, b));
    append(comparison.models, differences_of_data(a, b));
    append(comparison.remarks, remarks(a, b));
    return comparison;
}

std::string comparison_text(const Comparison& comparison) {
    std::string text = section("the results differ, first in\n", comparison.differences);
    if (text.empty()) text = "the results are the same\n";
    text += section("the models differ in\n", comparison.models);
    if (comparison.models.empty() && !comparison.same_results())
        text += "the models and seeds are the same\n";
    return text + section("the runs differ in\n", comparison.remarks);
}

}  // namespace brian
