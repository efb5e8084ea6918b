#include "kernels/make_kernel.h"

#include <array>

#include "kernels/jit_kernel.h"
#include "kernels/lower.h"
#include "kernels/muparser_kernel.h"
#include "kernels/vector_kernel.h"

namespace brian {
namespace {

constexpr std::array backends{Backend::Muparser, Backend::Vector, Backend::Jit};

}  // namespace

const char* name_of(Backend backend) {
    switch (backend) {
        case Backend::Muparser:
            return "muparser";
        case Backend::Vector:
            return "vector";
        case Backend::Jit:
            return "jit";
    }
    return "";
}

std::span<const Backend> all_backends() {
    return backends;
}

std::optional<Backend> find_backend(std::string_view name) {
    for (const Backend backend : backends)
        if (name_of(backend) == name) return backend;
    return {};
}

std::unique_ptr<Kernel> make_kernel(Backend backend, const CodeBlock& block,
                                    const KernelBindings& bindings) {
    if (backend == Backend::Muparser) return make_muparser_kernel(block, bindings);
    if (backend == Backend::Jit)
        return std::make_unique<JitKernel>(lower(block, bindings), math::simd());
    return std::make_unique<VectorKernel>(lower(block, bindings), math::simd());
}

}  // namespace brian
