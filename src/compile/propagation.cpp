#include "compile/propagation.h"

#include <algorithm>
#include <utility>

namespace brian {

namespace {

using Columns = std::vector<Column*>;

/// One propagator with the columns that its names stand for; nullptr where an entry is zero.
struct BoundPropagator {
    std::size_t n = 0;
    Columns slopes, flow, drive;
};

Columns columns_of(StateTable& state, const std::vector<std::string>& names) {
    Columns found(names.size());
    std::transform(names.begin(), names.end(), found.begin(), [&state](const std::string& text) {
        return text.empty() ? nullptr : state.find(text);
    });
    return found;
}

std::size_t place(const Column& column, std::size_t element) {
    return column.shared ? 0 : element;
}

std::size_t n_elements(const BoundPropagator& bound) {
    std::size_t n = 1;
    for (const Columns* list : {&bound.slopes, &bound.flow, &bound.drive})
        for (const Column* column : *list)
            if (column != nullptr) n = std::max(n, column->values.size());
    return n;
}

void write(const std::vector<double>& values, std::size_t element, const Columns& columns) {
    for (std::size_t k = 0; k < values.size(); ++k)
        if (columns[k] != nullptr) columns[k]->values[place(*columns[k], element)] = values[k];
}

void compute(const BoundPropagator& bound, double dt) {
    std::vector<double> a(bound.n * bound.n);
    std::vector<double> p(a.size());
    std::vector<double> q(a.size());
    const std::size_t n = n_elements(bound);
    for (std::size_t element = 0; element < n; ++element) {
        for (std::size_t k = 0; k < a.size(); ++k) {
            const Column* column = bound.slopes[k];
            a[k] = column == nullptr ? 0.0 : column->values[place(*column, element)];
        }
        propagate(bound.n, a, dt, p, q);
        write(p, element, bound.flow);
        write(q, element, bound.drive);
    }
}

}  // namespace

std::function<void()> propagation(StateTable& state, const std::vector<Propagator>& propagators,
                                  const Clock& clock) {
    std::vector<BoundPropagator> bound;
    bound.reserve(propagators.size());
    for (const Propagator& p : propagators)
        bound.push_back({p.n, columns_of(state, p.slopes), columns_of(state, p.flow),
                         columns_of(state, p.drive)});
    return [bound = std::move(bound), &clock] {
        for (const BoundPropagator& one : bound) compute(one, clock.dt());
    };
}

}  // namespace brian
