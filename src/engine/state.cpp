#include "engine/state.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "base/format.h"

namespace brian {
namespace {

template <class Columns>
auto* find_column(Columns& columns, std::string_view name) {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const Column& column) { return column.name == name; });
    return found == columns.end() ? nullptr : &*found;
}

template <class T>
constexpr bool is_span = std::is_same_v<T, std::span<double>>;

}  // namespace

Column& StateTable::add(std::string name, const Dimension& dimension, std::size_t n_elements,
                        double initial) {
    Column column;
    column.name = std::move(name);
    column.dimension = dimension;
    column.values.assign(n_elements, initial);
    return columns_.emplace_back(std::move(column));
}

Column& StateTable::add_shared(std::string name, const Dimension& dimension, double initial) {
    Column& column = add(std::move(name), dimension, 1, initial);
    column.shared = true;
    return column;
}

Column* StateTable::find(std::string_view name) {
    return find_column(columns_, name);
}

const Column* StateTable::find(std::string_view name) const {
    return find_column(columns_, name);
}

bool is_internal(const Column& column) {
    return column.name.starts_with('_');
}

void Snapshot::take(const StateList& items) {
    copies_.resize(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::visit(
            [&](const auto& data) {
                using Data = std::decay_t<decltype(data)>;
                if constexpr (is_span<Data>) {
                    if (!std::holds_alternative<std::vector<double>>(copies_[i]))
                        copies_[i] = std::vector<double>();
                    std::get<std::vector<double>>(copies_[i]).assign(data.begin(), data.end());
                } else {
                    copies_[i] = *data;
                }
            },
            items[i].data);
    }
}

void Snapshot::put_back(const StateItem& item, const Copy& copy) {
    std::visit(
        [&copy](const auto& data) {
            using Data = std::decay_t<decltype(data)>;
            if constexpr (is_span<Data>) {
                const auto& values = std::get<std::vector<double>>(copy);
                std::copy(values.begin(), values.end(), data.begin());
            } else {
                *data = std::get<std::decay_t<decltype(*data)>>(copy);
            }
        },
        item.data);
}

void Snapshot::restore(const StateList& items) const {
    for (std::size_t i = 0; i < items.size(); ++i) put_back(items[i], copies_[i]);
}

void Snapshot::restore_but_counts(const StateList& items) const {
    for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i].role == StateItem::Role::State) put_back(items[i], copies_[i]);
}

void Snapshot::list_state(const std::string& path, StateList& items) {
    for (std::size_t i = 0; i < copies_.size(); ++i) {
        const std::string piece = format("{}.{}", path, i);
        std::visit([&](auto& copy) { items.push_back({piece, &copy}); }, copies_[i]);
    }
}

}  // namespace brian
