#include "compile/candidates.h"

#include <algorithm>
#include <memory>

#include "base/format.h"
#include "compile/changing_parameters.h"
#include "compile/rule_input.h"
#include "compile/synapse_names.h"
#include "language/analysis.h"
#include "language/check.h"
#include "language/fail.h"
#include "language/parser.h"

namespace brian {

namespace {

/// One end of the connection as candidates see it.
struct CandidateEnd {
    const Selection& selection;
    std::string index;   ///< "i"
    std::string suffix;  ///< "_pre"
    std::string what;    ///< "source"
};

CandidateEnd source_end(const Ends& ends) {
    return {ends.source, "i", "_pre", "source"};
}
CandidateEnd target_end(const Ends& ends) {
    return {ends.target, "j", "_post", "target"};
}

bool belongs_to(const CandidateEnd& end, const std::string& text) {
    return text == end.index || text.ends_with(end.suffix);
}

/// The expression bound to arrays that hold the candidates of one row.
class CandidateKernel {
  public:
    CandidateKernel(Model& model, const Ends& ends, CandidateText text);

    void values(const Candidates& candidates, std::vector<double>& out);
    [[nodiscard]] bool one_for_row() const { return one_for_row_; }
    [[nodiscard]] bool reads_partner_variables() const { return reads_partner_variables_; }

  private:
    [[nodiscard]] Scope scope() const;
    void refuse_unknown(const std::string& name, const SourceSpan& where) const;
    void read_names(const CodeBlock& code);
    void make_room(std::size_t n);
    void fill(const Candidates& candidates);
    [[nodiscard]] std::optional<Binding> find(const std::string& name);
    [[nodiscard]] std::optional<Binding> array_of(const std::string& name);
    [[nodiscard]] std::optional<Binding> row_binding(const std::string& name);
    [[nodiscard]] Column* column_of(const CandidateEnd& end, const std::string& name) const;
    [[nodiscard]] std::uint32_t row_number(std::uint32_t member) const;

    Model* model_;
    const Ends* ends_;
    CandidateText text_;
    CandidateEnd row_;
    CandidateEnd partner_;
    CodeBlock code_;
    bool one_for_row_ = true;
    bool reads_partner_variables_ = false;
    AlignedVector<double> iterator_, partners_, values_;
    std::vector<std::uint32_t> neurons_;  // of the partners, in their population
    std::unique_ptr<Kernel> kernel_;      // bound to these arrays at their present size
};

CandidateKernel::CandidateKernel(Model& model, const Ends& ends, CandidateText text)
    : model_(&model),
      ends_(&ends),
      text_(std::move(text)),
      row_(text_.walk == Walk::Sources ? source_end(ends) : target_end(ends)),
      partner_(text_.walk == Walk::Sources ? target_end(ends) : source_end(ends)) {
    const Expr expr = parse_expression(text_.text);
    const Scope known = scope();
    refuse_unknown_yet(ends, expr);
    need_unchanging(model, expr, "a connection");
    if (text_.kind == CandidateText::Kind::Condition)
        check_condition(expr, known, text_.what);
    else
        check_dimension(expr, known, {}, text_.what);
    Resolver resolve(model, known, text_.path, 0, meaning_of(ends));
    code_ = {assign("_value", resolve(expr))};
    one_for_row_ = !draws(expr);
    read_names(code_);
}

/// Names of the connection's expressions, and the iterator.
Scope CandidateKernel::scope() const {
    Scope scope = scope_of(*model_, *ends_);
    if (text_.iterator.empty()) return scope;
    if (scope.find(text_.iterator) != nullptr)
        fail(text_.text, format("the iterator '{}' has the name of something else", text_.iterator),
             "call it otherwise");
    Symbol symbol;
    symbol.kind = Symbol::Kind::BuiltIn;
    symbol.type.kind = ValueKind::Integer;
    symbol.why_not_writable = "the iterator of a generator";
    scope.define(text_.iterator, symbol);
    return scope;
}

void CandidateKernel::refuse_unknown(const std::string& name, const SourceSpan& where) const {
    if (!belongs_to(partner_, name) || text_.knows == CandidateText::Knows::Partner) return;
    fail(where,
         format("{} cannot depend on '{}': the {} is not known yet", text_.what, name,
                partner_.what),
         format("it may read {}, variables with {}{}", row_.index, row_.suffix,
                text_.knows == CandidateText::Knows::Iterator ? " and the iterator" : ""));
}

void CandidateKernel::read_names(const CodeBlock& code) {
    for (const std::string& name : reads_of(code)) {
        refuse_unknown(name, text_.text);
        if (belongs_to(partner_, name) || name == text_.iterator) one_for_row_ = false;
        if (name.ends_with(partner_.suffix)) reads_partner_variables_ = true;
    }
}

Column* CandidateKernel::column_of(const CandidateEnd& end, const std::string& name) const {
    StateTable* state = end.selection.population->state;
    if (state == nullptr || !name.ends_with(end.suffix)) return nullptr;
    return state->find(name.substr(0, name.size() - end.suffix.size()));
}

/// Rows are numbered by member where members are contiguous, else by neuron of the population.
std::uint32_t CandidateKernel::row_number(std::uint32_t member) const {
    return row_.selection.contiguous() ? member : row_.selection.neurons[member];
}

std::optional<Binding> CandidateKernel::row_binding(const std::string& name) {
    const bool contiguous = row_.selection.contiguous();
    if (name == row_.index && contiguous)
        return Binding{name, Binding::Access::RowIndex, nullptr, {}, 0.0};
    if (name == row_.index)
        return Binding{name, Binding::Access::Row, ranks(*model_, row_.selection), {}, 0.0};
    Column* column = column_of(row_, name);
    if (column == nullptr) return std::nullopt;
    if (column->shared)
        return Binding{name, Binding::Access::Shared, column->values.data(), {}, 0.0};
    const std::uint32_t first = contiguous ? row_.selection.neurons.front() : 0;
    return Binding{name, Binding::Access::Row, column->values.data() + first, {}, 0.0};
}

/// What lives in the arrays of candidates.
std::optional<Binding> CandidateKernel::array_of(const std::string& name) {
    const auto element = [&](AlignedVector<double>& values) {
        return Binding{name, Binding::Access::Element, values.data(), {}, 0.0};
    };
    if (name == "_value") return element(values_);
    if (name == partner_.index) return element(partners_);
    if (name == text_.iterator) return element(iterator_);
    if (name != "_element") return std::nullopt;
    if (text_.numbered == CandidateText::Numbered::ByPartner) return element(partners_);
    return Binding{name, Binding::Access::ElementIndex, nullptr, {}, 0.0};
}

std::optional<Binding> CandidateKernel::find(const std::string& name) {
    if (auto array = array_of(name)) return array;
    if (name == "_step") return Binding{name, Binding::Access::RowIndex, nullptr, {}, 0.0};
    if (auto row = row_binding(name)) return row;
    if (Column* column = column_of(partner_, name)) {
        const auto access = column->shared ? Binding::Access::Shared : Binding::Access::Gathered;
        const IndexArray index = static_cast<const std::uint32_t*>(neurons_.data());
        return Binding{name, access, column->values.data(), column->shared ? IndexArray() : index,
                       0.0};
    }
    return clock_binding(*model_->clock, name);
}

/// Larger arrays are other arrays: the kernel is bound anew.
void CandidateKernel::make_room(std::size_t n) {
    if (kernel_ != nullptr && n <= values_.size()) return;
    const std::size_t size = std::max<std::size_t>(2 * n, 64);
    for (AlignedVector<double>* array : {&iterator_, &partners_, &values_}) array->resize(size);
    neurons_.resize(size);
    kernel_ =
        compile_kernel(*model_, code_, [this](const std::string& name) { return find(name); });
}

void CandidateKernel::fill(const Candidates& candidates) {
    std::copy(candidates.iterator.begin(), candidates.iterator.end(), iterator_.begin());
    std::copy(candidates.partners.begin(), candidates.partners.end(), partners_.begin());
    if (!reads_partner_variables_) return;
    for (std::size_t k = 0; k < candidates.partners.size(); ++k)
        neurons_[k] = partner_.selection.neurons[static_cast<std::size_t>(candidates.partners[k])];
}

void CandidateKernel::values(const Candidates& candidates, std::vector<double>& out) {
    make_room(candidates.n);
    fill(candidates);
    const Row row{row_number(candidates.row), 0, static_cast<std::uint32_t>(candidates.n)};
    kernel_->run_rows({&row, 1});
    out.assign(values_.begin(), values_.begin() + static_cast<std::ptrdiff_t>(candidates.n));
}

}  // namespace

CandidateExpression candidate_expression(Model& model, const Ends& ends,
                                         const CandidateText& text) {
    const auto kernel = std::make_shared<CandidateKernel>(model, ends, text);
    return {.values = [kernel](const Candidates& candidates,
                               std::vector<double>& out) { kernel->values(candidates, out); },
            .one_for_row = kernel->one_for_row(),
            .reads_partner_variables = kernel->reads_partner_variables()};
}

}  // namespace brian
