#include <cstdlib>
#include <string_view>

#include "math/functions.h"
#include "math/lanes.h"

namespace brian::math {

namespace {

/// The set that BRIAN_RUN_SIMD names if this CPU has it; else the widest one.
Simd choose_simd() {
    const char* variable = std::getenv("BRIAN_RUN_SIMD");
    const std::string_view wish = variable == nullptr ? "" : variable;
    if (wish == "scalar") return Simd::Scalar;
    if (wish == "avx2" && supported(Simd::Avx2)) return Simd::Avx2;
    if (supported(Simd::Avx512)) return Simd::Avx512;
    return supported(Simd::Avx2) ? Simd::Avx2 : Simd::Scalar;
}

}  // namespace

bool supported(Simd simd) {
    const bool fused = __builtin_cpu_supports("fma") != 0;
    const bool avx2 = fused && __builtin_cpu_supports("avx2") != 0;
    switch (simd) {
        case Simd::Scalar:
            return fused;
        case Simd::Avx2:
            return avx2;
        case Simd::Avx512:
            return avx2 && __builtin_cpu_supports("avx512f") != 0
                   && __builtin_cpu_supports("avx512dq") != 0;
    }
    return false;
}

Simd simd() {
    static const Simd chosen = choose_simd();
    return chosen;
}

const char* name_of(Simd simd) {
    switch (simd) {
        case Simd::Scalar:
            return "scalar";
        case Simd::Avx2:
            return "avx2";
        case Simd::Avx512:
            return "avx512";
    }
    return "";
}

const LanesTable& table_of(Simd simd) {
    switch (simd) {
        case Simd::Scalar:
            break;
        case Simd::Avx2:
            return avx2_table();
        case Simd::Avx512:
            return avx512_table();
    }
    return scalar_table();
}

}  // namespace brian::math
