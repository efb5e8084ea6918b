#include "cli/provenance.h"

#include <array>
#include <ctime>
#include <fstream>
#include <sstream>

#include <sys/utsname.h>
#include <unistd.h>

#include "base/format.h"
#include "base/sha256.h"
#include "cli/build_info.h"
#include "math/functions.h"

namespace brian {

namespace {

std::string read_whole(const std::string& file_name) {
    std::ifstream file(file_name, std::ios::binary);
    std::ostringstream contents;
    contents << file.rdbuf();
    return contents.str();
}

std::string host_name() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

std::string system_name() {
    utsname names{};
    return uname(&names) == 0 ? format("{} {} {}", names.sysname, names.release, names.machine)
                              : "unknown";
}

std::string cpu_model() {
    std::ifstream file("/proc/cpuinfo");
    std::string line;
    while (std::getline(file, line))
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    return "unknown";
}

std::string simd_name() {
    switch (math::simd()) {
        case math::Simd::Scalar:
            return "scalar";
        case math::Simd::Avx2:
            return "avx2";
        case math::Simd::Avx512:
            return "avx512";
    }
    return "unknown";
}

std::string overrides_text(const std::vector<Override>& overrides) {
    std::string text;
    for (const Override& one : overrides) {
        if (one.kind == Override::Kind::Overlay) {
            text += format("file {}\n", one.value);
            continue;
        }
        const char* sign = one.kind == Override::Kind::Add     ? "+"
                           : one.kind == Override::Kind::Unset ? "unset "
                                                               : "";
        text += format("{}{}{}{}\n", sign, one.path, one.kind == Override::Kind::Unset ? "" : "=",
                       one.value);
    }
    return text;
}

/// One line a file: "SHA-256  NAME", as sha256sum prints it.
std::string checksums(const Origin& origin) {
    std::string text = format("{}  {}\n", sha256(origin.spec->source_yaml), origin.spec->file_name);
    for (const auto* files : {&origin.spec->input_files, &origin.data_files})
        for (const std::string& file : *files) text += format("{}  {}\n", file_sha256(file), file);
    return text;
}

bool says_host(const OutputSpec& output) {
    return !output.host || output.host->text() != "false";
}

}  // namespace

std::string file_sha256(const std::string& file_name) {
    return sha256(read_whole(file_name));
}

std::string utc_now() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

Provenance provenance_at_start(const Origin& origin) {
    const Options& options = *origin.options;
    Provenance provenance{
        {"source_yaml", origin.spec->source_yaml},
        {"resolved_yaml", origin.spec->resolved_yaml},
        {"overrides", overrides_text(options.overrides)},
        {"command_line", options.command_line},
        {"seed", std::to_string(origin.seed)},
        {"program", format("brian-run {}", build_info::version)},
        {"git_hash", build_info::git_hash},
        {"libraries", format("HDF5 {}", hdf5_version())},
        {"compiler", build_info::compiler},
        {"build_type", build_info::build_type},
        {"compiler_flags", build_info::flags},
        {"cpu", cpu_model()},
        {"simd", simd_name()},
        {"threads", std::to_string(options.threads)},
        {"engine", name_of(options.backend)},
        {"start_utc", origin.start_utc},
        {"input_sha256", checksums(origin)},
    };
    if (origin.n_resumptions > 0) {
        provenance.emplace_back("resumptions", std::to_string(origin.n_resumptions));
        provenance.emplace_back("command_lines", origin.command_lines);
    }
    if (says_host(origin.spec->output)) {
        provenance.emplace_back("host", host_name());
        provenance.emplace_back("system", system_name());
    }
    return provenance;
}

Provenance provenance_at_end(double wall_seconds, const std::string& state_hash) {
    return {{"end_utc", utc_now()},
            {"wall_seconds", format("{:.6f}", wall_seconds)},
            {"final_state_sha256", state_hash}};
}

}  // namespace brian
