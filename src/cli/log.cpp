#include "cli/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace brian {

void start_log(Verbosity verbosity) {
    auto logger = spdlog::stderr_logger_st("brian-run");
    logger->set_pattern("%v");
    logger->set_level(verbosity == Verbosity::Quiet     ? spdlog::level::err
                      : verbosity == Verbosity::Verbose ? spdlog::level::debug
                                                        : spdlog::level::info);
    spdlog::set_default_logger(logger);
}

void log_detail(const std::string& text) {
    spdlog::debug("{}", text);
}
void log_info(const std::string& text) {
    spdlog::info("{}", text);
}
void log_error(const std::string& text) {
    spdlog::error("{}", text);
}

}  // namespace brian
