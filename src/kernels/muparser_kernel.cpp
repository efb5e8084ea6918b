#include "kernels/muparser_kernel.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/error.h"
#include "base/format.h"
#include "kernels/access.h"
#include "kernels/calls.h"
#include "kernels/muparser_functions.h"
#include "kernels/muparser_text.h"

namespace brian {
namespace {

/// One statement: its expression, and where the names it reads come from.
struct Line {
    mu::Parser parser;
    Statement::Kind kind = Statement::Kind::Assign;
    const Binding* target = nullptr;  ///< null for a local
    double* local = nullptr;          ///< where the local is kept
    struct Input {
        const Binding* binding = nullptr;
        double* variable = nullptr;
    };
    std::vector<Input> inputs;  ///< fetched before each evaluation
    std::string text;           ///< for disassemble()
};

class MuparserKernel : public Kernel {
  public:
    MuparserKernel(const CodeBlock& block, const KernelBindings& bindings);
    void run(IndexRange elements) override;
    void run(std::span<const std::uint32_t> elements) override;
    void run_rows(std::span<const Row> rows) override;
    void run_listed(std::span<const std::uint32_t> elements, const IndexArray& sources) override;
    [[nodiscard]] std::string disassemble() const override;

  private:
    void add_line(const Statement& statement);
    void check_names(const Statement& statement) const;
    void set_target(Line& line, const Statement& statement);
    void compile(Line& line, const Statement& statement);
    void run_element(const Tile& element);
    void require_no_rows() const;

    Places places_;
    MuparserVariables variables_;
    std::set<std::string> locals_;  // assigned so far
    std::deque<Line> lines_;
};

MuparserKernel::MuparserKernel(const CodeBlock& block, const KernelBindings& bindings)
    : places_(block, bindings) {
    for (const Statement& statement : block) add_line(statement);
}

void MuparserKernel::add_line(const Statement& statement) {
    check_names(statement);
    Line& line = lines_.emplace_back();
    line.parser = make_parser(places_.tables());
    // Again: copying a parser switches its optimiser back on, which turns x + x into 2*x + 0.
    line.parser.EnableOptimizer(false);
    line.kind = statement.kind;
    compile(line, statement);
    set_target(line, statement);
}

void MuparserKernel::check_names(const Statement& statement) const {
    for (const std::string& name : names_in(statement.value))
        if (!places_.slot_of(name) && !locals_.contains(name))
            fail_unknown_name(name, statement.value.where());
    const auto slot = places_.slot_of(statement.target);
    if (slot && is_index(places_.slots()[*slot].access)) fail_not_assignable(statement);
    const bool sum = statement.kind == Statement::Kind::Add;
    if (sum && !slot && !locals_.contains(statement.target))
        fail_unknown_name(statement.target, statement.target_where);
}

void MuparserKernel::set_target(Line& line, const Statement& statement) {
    if (const auto slot = places_.slot_of(statement.target)) {
        line.target = &places_.slots()[*slot];
        return;
    }
    variables_.of_name(statement.target);
    line.local = variables_.find(statement.target);
    locals_.insert(statement.target);
}

void MuparserKernel::compile(Line& line, const Statement& statement) {
    const std::string text = muparser_text(statement.value, places_, variables_);
    const char* const sign = statement.kind == Statement::Kind::Add ? "+=" : "=";
    line.text = format("{} {} {}", statement.target, sign, text);
    for (const std::string& name : names_in(statement.value))
        if (const auto slot = places_.slot_of(name))
            line.inputs.push_back({&places_.slots()[*slot], variables_.find(name)});
    try {
        for (auto& variable : variables_.all())
            line.parser.DefineVar(variable.name, &variable.value);
        line.parser.SetExpr(text);
        line.parser.Eval();  // compiles it
    } catch (const mu::ParserError& refusal) {
        ErrorFacts facts;
        facts.message = format("muparser refuses this expression: {}", refusal.GetMsg());
        facts.where = statement.value.where();
        facts.hint = "split it into several, or use the vector engine";
        throw ModelError(std::move(facts));
    }
}

void MuparserKernel::run(IndexRange elements) {
    require_no_rows();
    for (std::uint32_t e = elements.begin; e < elements.end; ++e) run_element({.first = e, .n = 1});
}

void MuparserKernel::run(std::span<const std::uint32_t> elements) {
    require_no_rows();
    for (const std::uint32_t e : elements) run_element({.first = e, .n = 1});
}

void MuparserKernel::run_rows(std::span<const Row> rows) {
    for (const Row& row : rows)
        for (std::uint32_t e = row.begin; e < row.end; ++e)
            run_element({.first = e, .n = 1, .sources = &row.source});
}

void MuparserKernel::run_listed(std::span<const std::uint32_t> elements,
                                const IndexArray& sources) {
    for (std::size_t k = 0; k < elements.size(); ++k) {
        const std::uint32_t source = number_at(sources, k);
        run_element({.first = elements[k], .n = 1, .sources = &source});
    }
}

void MuparserKernel::run_element(const Tile& element) {
    for (Line& line : lines_) {
        for (const Line::Input& input : line.inputs)
            gather(*input.binding, element, input.variable);
        const double value = line.parser.Eval();
        const bool sum = line.kind == Statement::Kind::Add;
        if (line.target == nullptr)
            *line.local = sum ? *line.local + value : value;
        else if (sum)
            accumulate(*line.target, element, {&value, 0});
        else
            scatter(*line.target, element, {&value, 0});
    }
}

void MuparserKernel::require_no_rows() const {
    for (const Binding& slot : places_.slots())
        if (slot.access == Binding::Access::Row || slot.access == Binding::Access::RowIndex)
            throw std::logic_error("a block that reads the source of a row can only run over rows");
}

std::string MuparserKernel::disassemble() const {
    std::string text;
    for (const Line& line : lines_) text += line.text + "\n";
    return text;
}

}  // namespace

std::unique_ptr<Kernel> make_muparser_kernel(const CodeBlock& block,
                                             const KernelBindings& bindings) {
    return std::make_unique<MuparserKernel>(block, bindings);
}

}  // namespace brian
