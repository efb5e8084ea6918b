#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "engine/routine.h"
#include "kernels/kernel.h"

namespace brian {

/// A kernel whose code is a C++ function of the element, or of the row and the synapse.
class FunctionKernel : public Kernel {
  public:
    using ElementCode = std::function<void(std::uint32_t element)>;
    using SynapseCode = std::function<void(const Row& row, std::uint32_t synapse)>;

    explicit FunctionKernel(ElementCode code) : element_(std::move(code)) {}
    explicit FunctionKernel(SynapseCode code) : synapse_(std::move(code)) {}

    void run(IndexRange elements) override {
        for (std::uint32_t e = elements.begin; e < elements.end; ++e) element_(e);
    }
    void run(std::span<const std::uint32_t> elements) override {
        for (const std::uint32_t e : elements) element_(e);
    }
    void run_rows(std::span<const Row> rows) override {
        for (const Row& row : rows)
            for (std::uint32_t s = row.begin; s < row.end; ++s) synapse_(row, s);
    }
    void run_listed(std::span<const std::uint32_t> elements, const IndexArray& sources) override {
        for (std::size_t k = 0; k < elements.size(); ++k) {
            const auto* narrow = std::get_if<const std::uint16_t*>(&sources);
            const std::uint32_t source =
                narrow != nullptr ? (*narrow)[k] : std::get<const std::uint32_t*>(sources)[k];
            synapse_({source, elements[k], elements[k] + 1}, elements[k]);
        }
    }
    [[nodiscard]] std::string disassemble() const override { return ""; }

  private:
    ElementCode element_;
    SynapseCode synapse_;
};

inline Routine for_elements(FunctionKernel::ElementCode code, std::vector<Column*> touches = {}) {
    return Routine(std::make_unique<FunctionKernel>(std::move(code)), std::move(touches));
}

inline Routine for_synapses(FunctionKernel::SynapseCode code) {
    return Routine(std::make_unique<FunctionKernel>(std::move(code)));
}

}  // namespace brian
