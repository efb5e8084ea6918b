#include "kernels/make_kernel.h"

#include <array>

#include "kernels/lower.h"
#include "kernels/muparser_kernel.h"
#include "kernels/vector_kernel.h"

namespace brian {
namespace {

constexpr std::array backends{Backend::Muparser, Backend::Vector};

}  // namespace

const char* name_of(Backend backend) {
    return backend == Backend::Muparser ? "muparser" : "vector";
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
    return std::make_unique<VectorKernel>(lower(block, bindings), math::simd());
}

}  // namespace brian
