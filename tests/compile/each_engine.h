#pragma once

#include <string>

#include <doctest/doctest.h>

#include "kernels/make_kernel.h"

namespace brian::test {

/// Checks the facts with both engines.
template <class Facts>
void for_each_engine(const Facts& facts) {
    for (const Backend backend : all_backends()) {
        CAPTURE(std::string(name_of(backend)));
        facts(backend);
    }
}

}  // namespace brian::test
