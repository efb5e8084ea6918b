#include "tools/state_hash.h"

#include <span>
#include <string_view>
#include <type_traits>

#include "base/sha256.h"

namespace brian {

namespace {

template <class T>
std::string_view bytes_of(std::span<T> values) {
    const auto bytes = std::as_bytes(values);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::string state_sha256(const StateList& items) {
    std::string digests;
    for (const StateItem& item : items) {
        digests += item.path + " ";
        std::visit(
            [&digests](const auto& data) {
                using Data = std::decay_t<decltype(data)>;
                if constexpr (std::is_same_v<Data, std::span<double>>)
                    digests += sha256(bytes_of(std::span<const double>(data)));
                else if constexpr (std::is_same_v<Data, std::int64_t*>)
                    digests += sha256(bytes_of(std::span<const std::int64_t>(data, 1)));
                else
                    digests += sha256(bytes_of(std::span(data->data(), data->size())));
            },
            item.data);
        digests += "\n";
    }
    return sha256(digests);
}

}  // namespace brian
