#include "compile/per_neuron.h"

#include <algorithm>
#include <utility>

#include "base/format.h"
#include "compile/integration.h"
#include "compile/model_values.h"
#include "compile/synapse_ends.h"
#include "compile/synapse_values.h"
#include "language/parser.h"

namespace brian {

namespace {

void spread(Variation& variation, Variation more) {
    variation = join(variation, more);
}

/// Names of an entry of `set` or `loop` in any phase: "S.w".
bool is_set(const Value& value, const std::string& wanted) {
    return std::any_of(value.items.begin(), value.items.end(),
                       [&](const Value& item) { return is_set(item, wanted); })
           || std::any_of(value.entries.begin(), value.entries.end(), [&](const Entry& entry) {
                  return entry.key == wanted || is_set(entry.value, wanted);
              });
}

/// The connection's own variables, with those that code keeps for itself.
Variations all_variables(const Building& b, Variation variation) {
    Variations all;
    for (const Equation& equation : b.ends.equations)
        if (has_column(equation) && !equation.has_flag("shared"))
            all[equation.variable] = variation;
    for (const std::string& column : b.hidden_columns) all[column] = variation;
    return all;
}

/// Finds the least variations that agree with all that is said of the connection.
class Analysis {
  public:
    Analysis(Building& b, const std::vector<PathwayPlan>& plans) : b_(b), plans_(plans) {}
    [[nodiscard]] Variations variations();

  private:
    void limit_memory();
    void vary(const std::string& variable, Variation variation);
    void vary_writes_of(const CodeBlock& code);
    void vary_what_is_listed();
    void vary_what_phases_set();
    void vary_what_operations_write();
    void vary_what_every_step_reads();
    void follow_initial_values();
    void follow(const Value& value, const std::string& variable);
    void follow(const PathwayPlan& plan);
    [[nodiscard]] bool reaches_all_at_once(const PathwayPlan& plan) const;
    [[nodiscard]] Variation of_value(const Value& value) const;
    [[nodiscard]] bool is_given(const std::string& variable) const;

    Building& b_;
    const std::vector<PathwayPlan>& plans_;
    Variations own_;
    bool source_pays_ = true;  // whether a value for each neuron takes less than one a synapse
    bool target_pays_ = true;
};

/// Each block has values for all sources: with hardly a synapse for each of them that is more than
/// there are synapses.
void Analysis::limit_memory() {
    const std::vector<SynapseBlock>& blocks = b_.synapses.blocks;
    const std::uint64_t size = b_.synapses.size();
    if (size == 0) return;
    source_pays_ = size >= std::uint64_t{b_.ends.n_rows()} * blocks.size();
    target_pays_ = size >= b_.ends.target.population->size;
}

void Analysis::vary(const std::string& variable, Variation variation) {
    const auto found = own_.find(variable);
    if (found == own_.end()) return;
    spread(found->second, variation);
    const bool pays = found->second == Variation::BySource   ? source_pays_
                      : found->second == Variation::ByTarget ? target_pays_
                                                             : true;
    if (!pays) found->second = Variation::BySynapse;
}

void Analysis::vary_writes_of(const CodeBlock& code) {
    for (const std::string& text : writes_of(b_.event_driven(code)))
        vary(text, Variation::BySynapse);
}

/// What tables of the rule and the index of copies give to each synapse.
void Analysis::vary_what_is_listed() {
    if (b_.spec.multiplicity_index) vary(b_.spec.multiplicity_index->str(), Variation::BySynapse);
    for (auto& [variable, variation] : own_)
        if (data_column(b_, variable) != nullptr) variation = Variation::BySynapse;
}

void Analysis::vary_what_phases_set() {
    for (const Equation& equation : b_.ends.equations)
        if (is_set(b_.model.spec->run.protocol, format("{}.{}", b_.spec.name, equation.variable)))
            vary_writes_of({assign(equation.variable, number(0.0))});
}

void Analysis::vary_what_operations_write() {
    for (const OperationSpec& operation : b_.model.spec->operations) {
        if (operation.of.text() != b_.spec.name) continue;
        try {
            vary_writes_of(parse_statements(operation.code));
        } catch (const ModelError&) {  // told of when the operation is built
            for (auto& [variable, variation] : own_) variation = Variation::BySynapse;
        }
    }
}

/// What runs for all synapses in every step would gather what it reads.
void Analysis::vary_what_every_step_reads() {
    const Scope names = scope_of(b_.model, b_.ends);
    const Scope scope = with_noise(names, b_.ends.equations);
    Resolver resolve(b_.model, scope, b_.spec.path, 0, meaning_of(b_.ends));
    for (const Equation& equation : b_.ends.equations) {
        const bool clock_driven =
            equation.kind == EquationKind::Differential && !is_event_driven(equation);
        const bool stored = equation.has_flag("constant over dt");
        if (!clock_driven && !stored && !equation.has_flag("summed")) continue;
        vary(equation.variable, Variation::BySynapse);
        for (const std::string& text : names_in(resolve(equation.expression)))
            vary(text, Variation::BySynapse);
    }
}

Variation Analysis::of_value(const Value& value) const {
    const bool expression =
        value.kind == Value::Kind::Scalar && !b_.model.arrays.contains(value.where.str());
    if (!expression) return Variation::BySynapse;
    try {
        const Scope scope = scope_of(b_.model, b_.ends);
        Resolver resolve(b_.model, scope, value.path, 0, meaning_of(b_.ends));
        return variation_of(resolve(expression_of(value)),
                            variation_in(b_.model, b_.ends, own_, {}));
    } catch (const ModelError&) {  // told of when the values are computed
        return Variation::BySynapse;
    }
}

bool Analysis::is_given(const std::string& variable) const {
    return std::any_of(b_.spec.initial.begin(), b_.spec.initial.end(),
                       [&](const NamedValue& given) { return given.name == variable; });
}

void Analysis::follow(const Value& value, const std::string& variable) {
    vary(variable, of_value(value));
}

void Analysis::follow_initial_values() {
    if (b_.spec.variable && b_.spec.weight.kind != Value::Kind::Null)
        follow(b_.spec.weight, "weight");
    for (const NamedValue& given : b_.spec.initial) follow(given.value, given.name);
    for (const auto& [variable, text] : b_.plasticity.initial)
        if (!is_given(variable))
            follow(scalar(whole_text(text, "<plasticity>"), b_.spec.path), variable);
}

bool Analysis::reaches_all_at_once(const PathwayPlan& plan) const {
    const bool own = plan.delay.kind != Value::Kind::Null;
    if (!own && plan.end == Pathway::End::Target) return true;
    const Value& delay = own ? plan.delay : b_.spec.delay;
    if (delay.kind == Value::Kind::Null) return own || data_column(b_, "delay") == nullptr;
    try {
        return model_values(b_.model).is_constant(delay);
    } catch (const ModelError&) {  // told of when the delays are read
        return false;
    }
}

void Analysis::follow(const PathwayPlan& plan) {
    const Variation where =
        reaches_all_at_once(plan) ? variation_at(plan.end) : Variation::BySynapse;
    const VariationOf of_name = variation_in(b_.model, b_.ends, own_, writes_of(plan.code));
    Variations locals;
    const auto of_local = [&](const std::string& text) {
        const auto found = locals.find(text);
        return found != locals.end() ? found->second : of_name(text);
    };
    for (const Statement& statement : plan.code) {
        Variation variation = variation_of(statement.value, of_local);
        if (own_.contains(statement.target)) {
            vary(statement.target, join(variation, where));
            continue;
        }
        if (!statement.target.starts_with('_')) continue;
        if (statement.kind == Statement::Kind::Add) spread(variation, of_local(statement.target));
        locals[statement.target] = variation;
    }
}

Variations Analysis::variations() {
    own_ = all_variables(b_, Variation::None);
    limit_memory();
    vary_what_is_listed();
    vary_what_phases_set();
    vary_what_operations_write();
    vary_what_every_step_reads();
    for (Variations before; before != own_;) {
        before = own_;
        follow_initial_values();
        for (const PathwayPlan& plan : plans_) follow(plan);
    }
    return std::move(own_);
}

}  // namespace

void find_variations(Building& b, const std::vector<PathwayPlan>& plans) {
    const bool between_groups = b.ends.source.population->synapses == nullptr
                                && b.ends.target.population->synapses == nullptr
                                && !stands_at_an_end(b.model, b.spec);
    const bool per_synapse = b.model.options->keep == CompileOptions::Keep::PerSynapse;
    b.variations = between_groups && !per_synapse ? Analysis(b, plans).variations()
                                                  : all_variables(b, Variation::BySynapse);
}

std::string variations_text(const Building& b) {
    std::string text;
    for (const auto& [variable, variation] : b.variations) {
        if (variable.starts_with('_') || variation == Variation::BySynapse) continue;
        const char* const kept = variation == Variation::BySource   ? "each source neuron"
                                 : variation == Variation::ByTarget ? "each target neuron"
                                                                    : "all synapses";
        text += format("\n{}: once for {}", variable, kept);
    }
    return text;
}

}  // namespace brian
