#include "tools/process_pool.h"

#include <array>
#include <cerrno>
#include <ctime>
#include <system_error>

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/format.h"

namespace brian {

namespace {

constexpr int cannot_start = 127;

std::string reason(int error_number) {
    return std::generic_category().message(error_number);
}

/// A shell lets what it runs in the background ignore Ctrl-C.
bool is_ignored(int signal_number) {
    struct sigaction action {};
    ::sigaction(signal_number, nullptr, &action);
    return action.sa_handler == SIG_IGN;
}

int open_log(const std::string& name) {
    const int file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file >= 0) return file;
    throw OutputError(OutputError::Kind::WriteFailed,
                      format("cannot write '{}': {}", name, reason(errno)));
}

/// What the new process does; nothing here may allocate memory.
[[noreturn]] void become(char* const* arguments, int log, const sigset_t& signals, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(cannot_start);  // it has died before the line above
    ::setpgid(0, 0);
    if (log >= 0) {
        ::dup2(log, STDOUT_FILENO);
        ::dup2(log, STDERR_FILENO);
    }
    const int nothing = ::open("/dev/null", O_RDONLY);
    if (nothing >= 0) ::dup2(nothing, STDIN_FILENO);
    ::sigprocmask(SIG_SETMASK, &signals, nullptr);
    ::execv("/proc/self/exe", arguments);  // the same program, even if its file has been replaced
    ::_exit(cannot_start);
}

}  // namespace

ProcessPool::ProcessPool() {
    std::signal(SIGCHLD, SIG_DFL);  // were it ignored, nobody could wait for a process
    sigemptyset(&watched_);
    for (const int number : {SIGCHLD, SIGINT, SIGTERM})
        if (!is_ignored(number)) sigaddset(&watched_, number);
    ::sigprocmask(SIG_BLOCK, &watched_, &before_);
}

ProcessPool::~ProcessPool() {
    send(SIGKILL);
    for (const auto& [process, id] : running_) ::waitpid(process, nullptr, 0);
    ::sigprocmask(SIG_SETMASK, &before_, nullptr);
}

void ProcessPool::start(std::size_t id, const std::vector<std::string>& arguments,
                        const std::string& log) {
    std::vector<std::string> texts = arguments;
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    const int file = log.empty() ? -1 : open_log(log);
    const pid_t parent = ::getpid();
    const pid_t process = ::fork();
    if (process == 0) become(pointers.data(), file, before_, parent);
    const int error = errno;
    if (file >= 0) ::close(file);
    if (process < 0)
        throw OutputError(OutputError::Kind::WriteFailed,
                          format("cannot start a process: {}", reason(error)),
                          "use fewer processes with -j");
    running_[process] = id;
}

void ProcessPool::collect(Events& events) {
    int status = 0;
    for (auto one = running_.begin(); one != running_.end();) {
        if (::waitpid(one->first, &status, WNOHANG) != one->first) {
            ++one;
            continue;
        }
        const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        events.ended.push_back({one->second, code});
        one = running_.erase(one);
    }
}

ProcessPool::Events ProcessPool::wait(std::chrono::milliseconds at_most) {
    Events events;
    collect(events);
    if (!events.ended.empty()) return events;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(at_most);
    timespec time{};
    time.tv_sec = seconds.count();
    time.tv_nsec = std::chrono::nanoseconds(at_most - seconds).count();
    const int number = ::sigtimedwait(&watched_, nullptr, &time);
    if (number == SIGINT || number == SIGTERM) events.signal = number;
    collect(events);
    return events;
}

void ProcessPool::send(int signal_number) const {
    for (const auto& [process, id] : running_) ::kill(process, signal_number);
}

std::string own_program() {
    std::array<char, 4096> name{};
    const ssize_t length = ::readlink("/proc/self/exe", name.data(), name.size() - 1);
    return length > 0 ? std::string(name.data(), static_cast<std::size_t>(length)) : "brian-run";
}

unsigned processors() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (::sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    return static_cast<unsigned>(CPU_COUNT(&set));
}

}  // namespace brian
