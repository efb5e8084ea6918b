#include "compile/memory.h"

#include <unistd.h>

#include "base/format.h"

namespace brian {

double physical_memory() {
    return static_cast<double>(sysconf(_SC_PHYS_PAGES))
           * static_cast<double>(sysconf(_SC_PAGESIZE));
}

std::string in_bytes(double bytes) {
    if (bytes >= 1e12) return format("{:.3g} TB", bytes / 1e12);
    if (bytes >= 1e9) return format("{:.3g} GB", bytes / 1e9);
    return format("{:.3g} MB", bytes / 1e6);
}

}  // namespace brian
