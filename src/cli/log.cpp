#include "cli/log.h"

#include <iostream>
#include <memory>

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "base/error.h"
#include "base/format.h"
#include "hdf5/write_results.h"

namespace brian {

namespace {

std::shared_ptr<spdlog::logger>& file_log() {
    static std::shared_ptr<spdlog::logger> logger;
    return logger;
}

void open_file(const std::string& name) {
    try {
        file_log() = spdlog::basic_logger_st("brian-run file", name);
    } catch (const spdlog::spdlog_ex&) {
        throw OutputError(OutputError::Kind::CannotCreate,
                          format("cannot write the log file '{}'", name),
                          "does its folder exist, and may you write there?");
    }
    file_log()->set_pattern("%Y-%m-%d %H:%M:%S.%e %L  %v");
    file_log()->set_level(spdlog::level::debug);
    file_log()->flush_on(spdlog::level::debug);
}

void note(spdlog::level::level_enum level, const std::string& text) {
    if (file_log() != nullptr) file_log()->log(level, "{}", text);
}

}  // namespace

void start_log(Verbosity verbosity, const std::string& file) {
    auto logger = spdlog::stderr_logger_st("brian-run");
    logger->set_pattern("%v");
    logger->set_level(verbosity == Verbosity::Quiet     ? spdlog::level::err
                      : verbosity == Verbosity::Verbose ? spdlog::level::debug
                                                        : spdlog::level::info);
    spdlog::set_default_logger(logger);
    if (!file.empty()) open_file(file);
}

void log_detail(const std::string& text) {
    spdlog::debug("{}", text);
    note(spdlog::level::debug, text);
}
void log_info(const std::string& text) {
    spdlog::info("{}", text);
    note(spdlog::level::info, text);
}
void log_error(const std::string& text) {
    spdlog::error("{}", text);
    note(spdlog::level::err, text);
}

void log_diagnostics(const Diagnostics& diagnostics, Colour colour) {
    std::cerr << diagnostics.render(colour);
    note_diagnostics(diagnostics);
}

void note_diagnostics(const Diagnostics& diagnostics) {
    if (diagnostics.sorted().empty()) return;
    note(diagnostics.has_errors() ? spdlog::level::err : spdlog::level::warn,
         diagnostics.render(Colour::Plain));
}

}  // namespace brian
