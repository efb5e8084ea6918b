/// The program's operators new and delete. Large arrays, such as the targets and weights of
/// millions of synapses, are read row by row in random order, where pages of 4 KiB cost a walk
/// through the page table for nearly every row. So they lie on pages of 2 MiB where the system
/// gives them to those that ask (transparent huge pages, "madvise").

#include <cstddef>
#include <cstdlib>
#include <new>

#include <sys/mman.h>

namespace {

constexpr std::size_t page = std::size_t{2} << 20;
constexpr std::size_t worth_a_page = page / 4 * 3;  // of the last one, as much must be in use

std::size_t rounded_up(std::size_t n, std::size_t unit) {
    return (n + unit - 1) / unit * unit;
}

void* allocate_large(std::size_t n) {
    void* const memory = std::aligned_alloc(page, rounded_up(n, page));
    const std::size_t rest = n % page;
    if (memory != nullptr)
        madvise(memory, n - rest + (rest >= worth_a_page ? page : 0), MADV_HUGEPAGE);
    return memory;
}

void* allocate(std::size_t n, std::size_t alignment) {
    for (;;) {
        void* const memory = n >= worth_a_page && alignment <= page ? allocate_large(n)
                             : alignment <= alignof(std::max_align_t)
                                 ? std::malloc(n == 0 ? 1 : n)
                                 : std::aligned_alloc(alignment, rounded_up(n, alignment));
        if (memory != nullptr) return memory;
        const std::new_handler handler = std::get_new_handler();
        if (handler == nullptr) throw std::bad_alloc();
        handler();
    }
}

}  // namespace

void* operator new(std::size_t n) {
    return allocate(n, alignof(std::max_align_t));
}

void* operator new(std::size_t n, std::align_val_t alignment) {
    return allocate(n, static_cast<std::size_t>(alignment));
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*n*/) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::align_val_t /*alignment*/) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*n*/, std::align_val_t /*alignment*/) noexcept {
    std::free(memory);
}
