#include <algorithm>

#include "base/format.h"
#include "compile/classic.h"
#include "compile/pathways.h"
#include "compile/refuse.h"
#include "compile/spiking.h"
#include "language/analysis.h"
#include "language/check.h"
#include "language/parser.h"

namespace brian {

namespace {

/// A pathway and the text that says what it does.
struct WrittenPathway {
    PathwayPlan plan;
    const Value* code = nullptr;  ///< nullptr: the classic sugar, or plasticity alone
    SourceSpan plasticity{};      ///< code that follows, of the key `plasticity`
    bool plasticity_alone = false;
};

WrittenPathway named_pathway(const Entry& entry, const PathwayPlan& side) {
    WrittenPathway written{side, &entry.value};
    written.plan.name = entry.key;
    written.plan.path = format("{}.{}", side.path, entry.key);
    written.plan.label = format("{}, {}", side.label, entry.key);
    if (entry.value.kind != Value::Kind::Map) return written;
    written.code = entry.value.find("code");
    if (const Value* delay = entry.value.find("delay")) written.plan.delay = *delay;
    if (const Value* event = entry.value.find("event")) written.plan.event = event->where;
    if (const Value* order = entry.value.find("order")) written.plan.order = order->where;
    return written;
}

/// The pathways of on_pre or on_post.
std::vector<WrittenPathway> pathways_of(const Value& value, const PathwayPlan& side) {
    std::vector<WrittenPathway> written;
    if (value.kind == Value::Kind::Scalar) written.push_back({side, &value});
    for (const Entry& entry : value.entries) written.push_back(named_pathway(entry, side));
    return written;
}

std::vector<WrittenPathway> written_pathways(const ConnectionSpec& spec) {
    PathwayPlan pre;
    pre.name = "pre";
    pre.path = spec.path + ".on_pre";
    pre.label = "on_pre";
    pre.order = spec.order;
    PathwayPlan post;
    post.name = "post";
    post.path = spec.path + ".on_post";
    post.label = "on_post";
    post.end = Pathway::End::Target;
    std::vector<WrittenPathway> all = pathways_of(spec.on_pre, pre);
    if (spec.variable) {
        pre.path = spec.path + ".weight";
        pre.label = "on_pre, from `variable` and `weight`";
        all.push_back({pre, nullptr});
    }
    const std::vector<WrittenPathway> others = pathways_of(spec.on_post, post);
    all.insert(all.end(), others.begin(), others.end());
    return all;
}

/// The changes that `plasticity` makes at the spikes of one end: after the code of the pathway
/// called `usual`, or as a pathway of their own when there is none or they have a delay of their
/// own.
void add_plasticity_code(const Building& b, const std::string& text, PathwayPlan own,
                         std::vector<WrittenPathway>& all) {
    if (text.empty()) return;
    const bool at_source = own.end == Pathway::End::Source;
    const SourceSpan code = whole_text(text, "<plasticity of " + b.spec.path + ">");
    const Value* delay = b.spec.plasticity.find(at_source ? "delay_pre" : "delay_post");
    const auto usual = std::find_if(all.begin(), all.end(), [&](const WrittenPathway& written) {
        return written.plan.end == own.end && written.plan.name == (at_source ? "pre" : "post");
    });
    if (delay == nullptr && usual != all.end()) {
        usual->plasticity = code;
        return;
    }
    own.name = at_source ? "plasticity_pre" : "plasticity_post";
    own.path = b.spec.path + ".plasticity";
    own.label = (at_source ? "on_pre" : "on_post") + std::string(", from `plasticity`");
    if (delay != nullptr) own.delay = *delay;
    all.push_back({own, nullptr, code, true});
}

std::vector<WrittenPathway> all_pathways(const Building& b) {
    std::vector<WrittenPathway> all = written_pathways(b.spec);
    PathwayPlan pre;
    pre.order = b.spec.order;
    add_plasticity_code(b, b.plasticity.on_pre, pre, all);
    PathwayPlan post;
    post.end = Pathway::End::Target;
    add_plasticity_code(b, b.plasticity.on_post, post, all);
    return all;
}

/// What the pathway does, as it is written.
CodeBlock statements_of(const Building& b, const WrittenPathway& written) {
    CodeBlock code;
    if (written.code != nullptr)
        code = parse_statements(written.code->where);
    else if (!written.plasticity_alone)
        code = classic_code(b.model, b.spec, b.ends);
    if (!written.plasticity.somewhere()) return code;
    for (Statement& statement : parse_statements(written.plasticity))
        code.push_back(std::move(statement));
    return code;
}

void refuse_same_name(const std::vector<PathwayPlan>& plans, const WrittenPathway& written) {
    for (const PathwayPlan& other : plans)
        if (other.name == written.plan.name)
            refuse(written.code->where, written.plan.path,
                   format("two pathways are called '{}'", other.name), "rename one of them");
}

/// What others read of source synapses is a copy.
void refuse_writes_to_source_synapses(const Building& b, const CodeBlock& code) {
    if (b.ends.source.population->synapses == nullptr) return;
    for (const Statement& statement : code)
        if (statement.target.ends_with("_pre"))
            refuse(statement.target_where, b.spec.path,
                   format("{} is a connection, so its variables can be read but not written here",
                          b.ends.source.name),
                   "make it the target of this connection instead");
}

/// Checks the code and turns it into what engines run.
CodeBlock code_of(Building& b, const WrittenPathway& written) {
    const Scope scope = scope_of(b.model, b.ends);
    const CodeBlock code = statements_of(b, written);
    if (!check_statements(code, scope, written.plan.path, *b.model.diagnostics))
        give_up(b.spec.where, b.spec.name);
    refuse_writes_to_source_synapses(b, code);
    const std::string purpose =
        written.code == nullptr ? b.spec.path + ".on_pre" : written.plan.path;
    Resolver resolve(b.model, scope, purpose, 0, meaning_of(b.ends));
    CodeBlock held = hold_while_refractory(*b.ends.target.population, resolve(code), "_post");
    held = hold_while_refractory(*b.ends.source.population, held, "_pre");
    return b.event_driven(held);
}

bool anybody_reads(const Building& b, const std::vector<PathwayPlan>& plans,
                   const std::string& text) {
    for (const PathwayPlan& plan : plans) {
        const std::vector<std::string> read = reads_of(plan.code);
        if (std::find(read.begin(), read.end(), text) != read.end()) return true;
    }
    return std::any_of(b.ends.equations.begin(), b.ends.equations.end(),
                       [&](const Equation& equation) {
                           return equation.expression.exists() && reads(equation.expression, text);
                       });
}

/// A connection without code makes sense only when its equations do something.
bool works_without_spikes(const Building& b) {
    return std::any_of(
        b.ends.equations.begin(), b.ends.equations.end(), [](const Equation& equation) {
            return equation.has_flag("summed") || equation.kind == EquationKind::Differential;
        });
}

}  // namespace

bool read_pathways(Building& b, std::vector<PathwayPlan>& plans) {
    Diagnostics& diagnostics = *b.model.diagnostics;
    const std::vector<WrittenPathway> all = all_pathways(b);
    bool sound = diagnostics.attempt(b.spec.path + ".on_pre", [&] {
        check_classic_keys(b.spec);
        if (all.empty() && !works_without_spikes(b))
            refuse(b.spec.where, b.spec.path, "the connection does nothing",
                   "add on_pre: ge += w, or variable: ge and weight: 1 mV");
    });
    for (const WrittenPathway& written : all)
        sound &= diagnostics.attempt(written.plan.path, [&] {
            if (written.code != nullptr) refuse_same_name(plans, written);
            PathwayPlan& plan = plans.emplace_back(written.plan);
            plan.code = code_of(b, written);
        });
    if (!anybody_reads(b, plans, "lastupdate")) return sound;
    b.hidden_columns.emplace_back("lastupdate");
    for (PathwayPlan& plan : plans) plan.code.push_back(assign("lastupdate", name("t")));
    return sound;
}

}  // namespace brian
