#include "yaml/overlay.h"

#include <algorithm>
#include <utility>

namespace brian {

void lay_over(Value& base, Value overlay) {
    for (Entry& entry : overlay.entries) {
        const auto own = std::find_if(base.entries.begin(), base.entries.end(),
                                      [&](const Entry& one) { return one.key == entry.key; });
        if (own == base.entries.end())
            base.entries.push_back(std::move(entry));
        else if (own->value.kind == Value::Kind::Map && entry.value.kind == Value::Kind::Map)
            lay_over(own->value, std::move(entry.value));
        else
            own->value = std::move(entry.value);
    }
}

}  // namespace brian
