#include "compile/split_code.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/format.h"
#include "language/analysis.h"

namespace brian {

namespace {

/// Without statements whose results nobody needs: neither bound targets nor those in `needed`.
CodeBlock used_part(const CodeBlock& block, std::set<std::string> needed) {
    CodeBlock used;
    for (auto statement = block.rbegin(); statement != block.rend(); ++statement) {
        if (!needed.contains(statement->target)) continue;
        used.push_back(*statement);
        for (const std::string& text : names_in(statement->value)) needed.insert(text);
    }
    std::reverse(used.begin(), used.end());
    return used;
}

/// Goes through the code once and puts each statement into its part.
class Splitter {
  public:
    Splitter(Pathway::End end, const Variations& own, const VariationOf& of_name, OtherEnd other)
        : here_(variation_at(end)),
          there_(variation_at(other_end(end))),
          own_(own),
          of_name_(of_name),
          other_(other) {}
    void begin(const CodeBlock& code);
    void add(const Statement& statement);
    [[nodiscard]] SplitCode parts() &&;

  private:
    /// The value that a name has at present.
    struct Current {
        std::string name;  ///< each value has one of its own
        Variation variation = Variation::BySynapse;
        bool costly = false;   ///< worth computing once
        bool carried = false;  ///< computed ahead, and read from there
    };
    [[nodiscard]] bool is_local(const std::string& text) const;
    [[nodiscard]] bool is_kept(const std::string& text) const;
    [[nodiscard]] Variation variation(const std::string& text) const;
    [[nodiscard]] bool is_costly(const Expr& expr) const;
    [[nodiscard]] Expr renamed(const Expr& expr) const;
    std::string fresh(const std::string& text);
    void assign_here(const std::string& target, const Expr& value, Variation variation);
    void assign_there(const std::string& target, const Expr& value);
    void find_carried();
    void keep_first_values();
    void rename_final_values();

    Variation here_;
    Variation there_;
    const Variations& own_;
    const VariationOf& of_name_;
    OtherEnd other_;
    std::map<std::string, Current> current_;
    std::set<std::string> assigned_;  // locals that some value goes by the name of
    std::set<std::string> taken_;     // names that no new value may have
    std::set<std::string> of_once_;   // names of values computed there
    std::set<std::string> of_ahead_;  // the same, of those that are read from there
    std::set<std::string> written_;   // kept variables
    SplitCode parts_;
};

/// Locals are of the code's own making, as the user's names have no leading underscore.
bool Splitter::is_local(const std::string& text) const {
    return text.starts_with('_') && !own_.contains(text);
}

/// Whether all synapses of the neuron that has spiked share the variable.
bool Splitter::is_kept(const std::string& text) const {
    const auto found = own_.find(text);
    return found != own_.end() && found->second == here_;
}

void Splitter::begin(const CodeBlock& code) {
    for (const Statement& statement : code) {
        taken_.insert(statement.target);
        for (const std::string& text : names_in(statement.value)) taken_.insert(text);
    }
    for (const auto& [text, variation] : own_) taken_.insert(text);
    for (const std::string& text : writes_of(code)) {
        if (!is_kept(text)) continue;
        written_.insert(text);
        current_[text] = {text, here_};
    }
}

Variation Splitter::variation(const std::string& text) const {
    const auto found = current_.find(text);
    return found != current_.end() ? found->second.variation : of_name_(text);
}

bool Splitter::is_costly(const Expr& expr) const {
    bool costly = !functions_in(expr).empty();
    for (const std::string& text : names_in(expr)) {
        const auto found = current_.find(text);
        costly = costly || (found != current_.end() && found->second.costly);
    }
    return costly;
}

Expr Splitter::renamed(const Expr& expr) const {
    std::vector<std::pair<std::string, Expr>> names;
    for (const auto& [text, current] : current_)
        if (text != current.name) names.emplace_back(text, name(current.name));
    return substitute(expr, names);
}

/// A name that no other value of the code has.
std::string Splitter::fresh(const std::string& text) {
    if (is_local(text) && assigned_.insert(text).second) return text;
    const std::string local = text.starts_with('_') ? text : "_of_" + text;
    for (int version = 1;; ++version) {
        std::string candidate = format("{}_{}", local, version);
        if (taken_.insert(candidate).second) return candidate;
    }
}

void Splitter::assign_here(const std::string& target, const Expr& value, Variation variation) {
    const Expr expr = renamed(value);
    const Name* alias = expr.as<Name>();
    if (alias != nullptr && of_once_.contains(alias->text)) {
        current_[target] = {alias->text, variation};
        return;
    }
    const std::string local = fresh(target);
    parts_.once.push_back(assign(local, expr));
    if (variation == Variation::None && other_ == OtherEnd::Ahead)
        parts_.ahead.push_back(assign(local, expr));
    of_once_.insert(local);
    current_[target] = {local, variation};
}

void Splitter::assign_there(const std::string& target, const Expr& value) {
    const Expr expr = renamed(value);
    Current made{fresh(target), there_, is_costly(value)};
    if (other_ == OtherEnd::Ahead) parts_.ahead.push_back(assign(made.name, expr));
    made.carried = other_ == OtherEnd::Ahead && made.costly;
    if (made.carried)
        of_ahead_.insert(made.name);
    else
        parts_.each.push_back(assign(made.name, expr));
    current_[target] = made;
}

void Splitter::add(const Statement& statement) {
    const bool kept = written_.contains(statement.target);
    if (!kept && !is_local(statement.target)) {
        Statement copy = statement;
        copy.value = renamed(statement.value);
        parts_.each.push_back(std::move(copy));
        return;
    }
    const bool sum = statement.kind == Statement::Kind::Add;
    const Expr value = sum ? name(statement.target) + statement.value : statement.value;
    const Variation varies =
        variation_of(value, [this](const std::string& text) { return variation(text); });
    if (kept || is_within(varies, here_)) {
        assign_here(statement.target, value, varies);
    } else if (varies == there_) {
        assign_there(statement.target, value);
    } else {
        const Expr expr = renamed(value);
        const std::string local = fresh(statement.target);
        parts_.each.push_back(assign(local, expr));
        current_[statement.target] = {local};
    }
}

void Splitter::find_carried() {
    for (const Statement& statement : parts_.each)
        for (const std::string& text : names_in(statement.value)) {
            if (of_once_.contains(text)) parts_.from_once.insert(text);
            if (of_ahead_.contains(text)) parts_.from_ahead.insert(text);
        }
}

/// What `each` reads of a variable before the code changes it.
void Splitter::keep_first_values() {
    std::vector<std::pair<std::string, Expr>> names;
    const std::vector<std::string> read = reads_of(parts_.each);
    for (const std::string& variable : written_) {
        if (std::find(read.begin(), read.end(), variable) == read.end()) continue;
        const std::string local = fresh(variable);
        parts_.once.push_back(assign(local, name(variable)));
        of_once_.insert(local);
        names.emplace_back(variable, name(local));
    }
    parts_.each = substitute(parts_.each, names);
}

/// What a variable holds in the end is read from there, and not carried.
void Splitter::rename_final_values() {
    std::vector<std::pair<std::string, Expr>> names;
    std::set<std::string> known;
    for (const std::string& variable : written_) {
        const std::string& value = current_.at(variable).name;
        if (known.insert(value).second) names.emplace_back(value, name(variable));
    }
    parts_.each = substitute(parts_.each, names);
}

SplitCode Splitter::parts() && {
    keep_first_values();
    rename_final_values();
    find_carried();
    for (const std::string& variable : written_)
        parts_.once.push_back(assign(variable, name(current_.at(variable).name)));
    std::set<std::string> needed = written_;
    needed.insert(parts_.from_once.begin(), parts_.from_once.end());
    parts_.once = used_part(parts_.once, needed);
    parts_.ahead = used_part(parts_.ahead, parts_.from_ahead);
    return std::move(parts_);
}

}  // namespace

SplitCode split(const CodeBlock& code, Pathway::End end, const Variations& own,
                const VariationOf& of_name, OtherEnd other) {
    Splitter splitter(end, own, of_name, other);
    splitter.begin(code);
    for (const Statement& statement : code) splitter.add(statement);
    return std::move(splitter).parts();
}

}  // namespace brian
