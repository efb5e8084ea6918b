#include "kernels/machine_code.h"

#include <asmjit/x86.h>

#include "kernels/loop_writer.h"

namespace brian {
namespace {

/// Only notes that something went wrong: then there is no function.
class Failure : public asmjit::ErrorHandler {
  public:
    void handleError(asmjit::Error /*error*/, const char* /*message*/,
                     asmjit::BaseEmitter* /*origin*/) override {
        happened = true;
    }
    bool happened = false;
};

/// Lets `write` write one function and makes it executable; null when that fails.
template <class Write>
MachineFunction generate(asmjit::JitRuntime& runtime, const Write& write) {
    Failure failure;
    asmjit::CodeHolder holder;
    if (holder.init(runtime.environment()) != asmjit::kErrorOk) return nullptr;
    holder.setErrorHandler(&failure);
    asmjit::x86::Compiler code(&holder);
    write(code);
    code.finalize();
    MachineFunction function = nullptr;
    if (failure.happened || runtime.add(&function, &holder) != asmjit::kErrorOk) return nullptr;
    return function;
}

}  // namespace

struct MachineCode::Memory {
    asmjit::JitRuntime runtime;
};

MachineCode::MachineCode(const Program& program, math::Simd simd)
    : program_(program), simd_(simd), memory_(std::make_unique<Memory>()) {}

MachineCode::~MachineCode() = default;

MachineFunction MachineCode::loop(const LoopPlan& plan, LoopOver over) {
    return generate(memory_->runtime, [&](asmjit::x86::Compiler& code) {
        LoopWriter(code, program_, simd_).write_loop(plan, over);
    });
}

MachineFunction MachineCode::shared_values() {
    return generate(memory_->runtime, [&](asmjit::x86::Compiler& code) {
        LoopWriter(code, program_, simd_).write_shared_values();
    });
}

}  // namespace brian
