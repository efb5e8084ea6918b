#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "kernels/make_kernel.h"
#include "language/parser.h"

namespace brian {

/// How doctest names a backend in a failure.
inline doctest::String toString(Backend backend) {
    return name_of(backend);
}

namespace test {

using Values = std::vector<double>;

/// Arrays under names, and the bindings that make a kernel see them.
class Memory {
  public:
    Memory() = default;
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;

    Memory& element(const std::string& name, Values values) {
        return bind(name, Binding::Access::Element, std::move(values));
    }
    Memory& shared(const std::string& name, double value) {
        return bind(name, Binding::Access::Shared, {value});
    }
    Memory& row(const std::string& name, Values values) {
        return bind(name, Binding::Access::Row, std::move(values));
    }
    Memory& gathered(const std::string& name, Values values, const std::uint32_t* index) {
        bind(name, Binding::Access::Gathered, std::move(values));
        bindings_.names.back().index = index;
        return *this;
    }
    Memory& gathered(const std::string& name, Values values, const std::uint16_t* index) {
        bind(name, Binding::Access::Gathered, std::move(values));
        bindings_.names.back().index = index;
        return *this;
    }
    /// Of what was bound last: see Binding.
    Memory& counts_from(std::uint32_t first) {
        bindings_.names.back().counts_from = first;
        return *this;
    }
    Memory& index(const std::string& name, Binding::Access access, double offset,
                  IndexArray index = {}) {
        Binding binding;
        binding.name = name;
        binding.access = access;
        binding.offset = offset;
        binding.index = index;
        bindings_.names.push_back(binding);
        return *this;
    }
    /// A second name for memory that is already there, seen in another way.
    Memory& alias(const std::string& name, const std::string& of, Binding::Access access,
                  IndexArray index = {}) {
        Binding binding;
        binding.name = name;
        binding.access = access;
        binding.data = arrays_.at(of).data();
        binding.index = index;
        bindings_.names.push_back(binding);
        return *this;
    }
    Memory& table(TableBinding table) {
        bindings_.tables.push_back(std::move(table));
        return *this;
    }

    void set(const std::string& name, double value) { arrays_.at(name).assign(1, value); }
    [[nodiscard]] const Values& operator[](const std::string& name) const {
        return arrays_.at(name);
    }
    [[nodiscard]] const std::map<std::string, Values>& arrays() const { return arrays_; }
    [[nodiscard]] const KernelBindings& bindings() const { return bindings_; }
    [[nodiscard]] std::unique_ptr<Kernel> kernel(Backend backend, const std::string& code) const {
        return make_kernel(backend, parse_statements(whole_text(code)), bindings_);
    }

  private:
    Memory& bind(const std::string& name, Binding::Access access, Values values) {
        Values& kept = arrays_[name] = std::move(values);
        Binding binding;
        binding.name = name;
        binding.access = access;
        binding.data = kept.data();
        bindings_.names.push_back(binding);
        return *this;
    }

    std::map<std::string, Values> arrays_;
    KernelBindings bindings_;
};

}  // namespace test
}  // namespace brian
