#include "kernels/read_block.h"

#include <map>

#include "kernels/access.h"
#include "kernels/calls.h"

namespace brian {
namespace {

/// Reads statements one after the other into a graph.
class Reader {
  public:
    explicit Reader(const Places& places) : places_(places), graph_(places) {}
    void read(const Statement& statement);
    [[nodiscard]] ValueGraph graph() && { return std::move(graph_); }

  private:
    ValueId value_of(const Expr& expr);
    ValueId value_of_name(const std::string& name, const SourceSpan& where);
    ValueId value_of_call(const Call& call, const SourceSpan& where);
    ValueId compute(Elementwise operation, std::vector<ValueId> inputs);
    ValueId compute(Op op, std::vector<ValueId> inputs);
    ValueId pure(Action action, std::vector<ValueId> inputs, std::string_view function = {});
    ValueId lookup(std::size_t table, std::vector<ValueId> inputs);

    const Places& places_;
    ValueGraph graph_;
    std::map<std::string, ValueId> locals_;
};

void Reader::read(const Statement& statement) {
    const ValueId value = value_of(statement.value);
    const auto slot = places_.slot_of(statement.target);
    if (slot && is_index(places_.slots()[*slot].access)) fail_not_assignable(statement);
    const bool sum = statement.kind == Statement::Kind::Add;
    if (slot && sum && is_shared_place(places_.slots()[*slot].access)) {
        graph_.accumulate(*slot, value);
        return;
    }
    const ValueId result =
        sum ? compute(Elementwise::Add,
                      {value_of_name(statement.target, statement.target_where), value})
            : value;
    if (slot)
        graph_.write(*slot, result);
    else
        locals_[statement.target] = result;
}

ValueId Reader::value_of(const Expr& expr) {
    if (const auto* number = expr.as<Number>()) return graph_.literal(number->value);
    if (const auto* truth = expr.as<Boolean>()) return graph_.literal(truth->value ? 1.0 : 0.0);
    if (const auto* name = expr.as<Name>()) return value_of_name(name->text, expr.where());
    if (const auto* unary = expr.as<Unary>()) return compute(unary->op, {value_of(unary->operand)});
    if (const auto* binary = expr.as<Binary>()) {
        const ValueId left = value_of(binary->left);
        return compute(binary->op, {left, value_of(binary->right)});
    }
    return value_of_call(*expr.as<Call>(), expr.where());
}

ValueId Reader::value_of_name(const std::string& name, const SourceSpan& where) {
    if (const auto local = locals_.find(name); local != locals_.end()) return local->second;
    if (const auto slot = places_.slot_of(name)) return graph_.read(*slot);
    fail_unknown_name(name, where);
}

ValueId Reader::compute(Elementwise operation, std::vector<ValueId> inputs) {
    BlockValue value;
    value.operation = operation;
    value.inputs = std::move(inputs);
    return graph_.pure(std::move(value));
}

ValueId Reader::compute(Op op, std::vector<ValueId> inputs) {
    if (const auto operation = elementwise(op)) return compute(*operation, std::move(inputs));
    return pure(Action::Evaluate, std::move(inputs), op == Op::Pow ? "pow" : "modulo");
}

ValueId Reader::pure(Action action, std::vector<ValueId> inputs, std::string_view function) {
    BlockValue value;
    value.action = action;
    value.function = function;
    value.inputs = std::move(inputs);
    return graph_.pure(std::move(value));
}

ValueId Reader::value_of_call(const Call& call, const SourceSpan& where) {
    const Callee callee = find_callee(call, where, places_);
    std::vector<ValueId> inputs;
    for (const Expr& argument : call.arguments) inputs.push_back(value_of(argument));
    if (callee.table) return lookup(*callee.table, std::move(inputs));
    if (callee.draw) return pure(callee.draw->action, std::move(inputs));
    if (const auto operation = elementwise(callee.function->name))
        return compute(*operation, std::move(inputs));
    return pure(Action::Evaluate, std::move(inputs), callee.function->name);
}

ValueId Reader::lookup(std::size_t table, std::vector<ValueId> inputs) {
    BlockValue value;
    value.action = Action::Lookup;
    value.place = static_cast<std::uint32_t>(table);
    value.inputs = std::move(inputs);
    return graph_.pure(std::move(value));
}

}  // namespace

ValueGraph read_block(const CodeBlock& block, const Places& places) {
    Reader reader(places);
    for (const Statement& statement : block) reader.read(statement);
    return std::move(reader).graph();
}

}  // namespace brian
