#include "cli/sidecar.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include <unistd.h>

#include "base/format.h"
#include "base/number.h"
#include "cli/provenance.h"
#include "spec/json.h"

namespace brian {

namespace {

namespace fs = std::filesystem;

constexpr auto interval = std::chrono::milliseconds(500);
constexpr auto stale = std::chrono::seconds(60);
constexpr std::string_view beginning = R"({"writer": "brian-run")";

std::string json_text(const std::string& text) {
    std::string quoted = Json::text(text).print();
    while (quoted.ends_with('\n')) quoted.pop_back();
    return quoted;
}

std::string host_name() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

std::string read_whole(const std::string& name) {
    std::ifstream file(name);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Nothing of the user's is replaced.
bool is_ours(const std::string& name) {
    std::error_code error;
    return !fs::exists(fs::symlink_status(name, error)) || read_whole(name).starts_with(beginning);
}

/// So that readers find the old text or the new one, and nothing in between.
void replace(const std::string& name, const std::string& text) {
    const std::string fresh = name + ".new";
    std::ofstream file(fresh);
    file << text;
    file.close();
    std::error_code error;
    if (file) fs::rename(fresh, name, error);
    if (!file || error) fs::remove(fresh, error);
}

/// The number behind a key of our own JSON.
std::optional<double> number_of(const std::string& json, const std::string& key) {
    const std::string quoted = format("\"{}\": ", key);
    const std::size_t found = json.find(quoted);
    if (found == std::string::npos) return std::nullopt;
    const std::size_t begin = found + quoted.size();
    return parse_number(json.substr(begin, json.find_first_of(",}", begin) - begin));
}

/// On this computer the process itself is looked for, on others the time of the last word counts.
bool is_alive(const std::string& name, const std::string& json) {
    if (json.find(format("\"host\": {}", json_text(host_name()))) != std::string::npos) {
        const auto process = number_of(json, "pid");
        return process && (kill(static_cast<pid_t>(*process), 0) == 0 || errno == EPERM);
    }
    std::error_code error;
    const fs::file_time_type written = fs::last_write_time(name, error);
    return !error && fs::file_time_type::clock::now() - written < stale;
}

}  // namespace

std::string sidecar_name(const std::string& results_file) {
    return results_file + ".json";
}

Sidecar::Sidecar(const std::string& results_file, std::int64_t n_steps, std::int64_t first_step)
    : name_(sidecar_name(results_file)),
      results_file_(results_file),
      n_steps_(n_steps),
      first_step_(first_step) {
    // That of a run that was killed would mislead.
    std::error_code error;
    if (fs::exists(fs::symlink_status(name_, error)) && is_ours(name_)) fs::remove(name_, error);
}

Sidecar::~Sidecar() {
    std::error_code error;
    if (state_ == State::Written) fs::remove(name_, error);
}

void Sidecar::show(std::int64_t steps_done, double t) {
    const Clock::time_point now = Clock::now();
    if (now - last_ < interval || state_ == State::NotOurs) return;
    if (state_ == State::NotYet && !is_ours(name_)) {
        state_ = State::NotOurs;
        return;
    }
    last_ = now;
    state_ = State::Written;
    const double wall = std::chrono::duration<double>(now - start_).count();
    const std::int64_t done = std::max<std::int64_t>(1, steps_done - first_step_);
    const double left =
        wall * static_cast<double>(n_steps_ - steps_done) / static_cast<double>(done);
    replace(name_,
            format("{}, \"file\": {}, \"status\": \"running\", \"step\": {}, \"n_steps\": {}, "
                   "\"t_s\": {:.9g}, \"wall_s\": {:.3f}, \"left_s\": {:.3f}, \"host\": {}, "
                   "\"pid\": {}, \"updated_utc\": {}}}\n",
                   beginning, json_text(results_file_), steps_done, n_steps_, t, wall, left,
                   json_text(host_name()), getpid(), json_text(utc_now())));
}

std::optional<RunProgress> read_sidecar(const std::string& results_file) {
    const std::string name = sidecar_name(results_file);
    const std::string json = read_whole(name);
    if (!json.starts_with(beginning) || !is_alive(name, json)) return std::nullopt;
    const auto number = [&json](const char* key) { return number_of(json, key).value_or(0.0); };
    return RunProgress{static_cast<std::int64_t>(number("step")),
                       static_cast<std::int64_t>(number("n_steps")), number("t_s"),
                       number("wall_s"), number("left_s")};
}

}  // namespace brian
