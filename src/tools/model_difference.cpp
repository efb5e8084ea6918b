#include "tools/model_difference.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>
#include <vector>

#include "base/format.h"

namespace brian {

namespace {

/// The values of a model by path. It is read as it was written (yaml/write_yaml): one key a line,
/// deeper ones further to the right, texts of several lines under `|`.
class Values {
  public:
    explicit Values(const std::string& yaml) {
        std::istringstream lines(yaml);
        for (std::string line; std::getline(lines, line);) read(line);
    }

    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& in_order() const {
        return values_;
    }
    [[nodiscard]] const std::string* find(const std::string& path) const {
        const auto found = std::find_if(values_.begin(), values_.end(),
                                        [&path](const auto& value) { return value.first == path; });
        return found == values_.end() ? nullptr : &found->second;
    }

  private:
    struct Key {
        std::size_t indent = 0;
        std::string name;
    };

    void read(const std::string& line) {
        const std::size_t indent = line.find_first_not_of(' ');
        if (indent == std::string::npos) return;
        // Nothing stands below a key that has its value beside it but the rest of that.
        if (has_value_ && indent > keys_.back().indent) {
            values_.back().second += " " + line.substr(indent);
            return;
        }
        has_value_ = false;
        read_key(line.substr(indent), indent);
    }

    void read_key(const std::string& text, std::size_t indent) {
        while (!keys_.empty() && keys_.back().indent >= indent) keys_.pop_back();
        if (text.starts_with("- ")) {
            const int number = keys_.empty() ? 0 : counts_[path()]++;
            keys_.push_back({indent, format("[{}]", number)});
            return read_key(text.substr(2), indent + 2);
        }
        const std::size_t colon = text.find(':');
        keys_.push_back({indent, text.substr(0, colon)});
        if (colon == std::string::npos) {
            keys_.back().name.clear();
            values_.emplace_back(path(), text);
            has_value_ = true;
        } else if (colon + 2 < text.size()) {
            values_.emplace_back(path(), text.substr(colon + 2));
            has_value_ = true;
        }
    }

    [[nodiscard]] std::string path() const {
        std::string joined;
        for (const Key& key : keys_) {
            if (key.name.empty()) continue;
            joined += (joined.empty() || key.name.front() == '[' ? "" : ".") + key.name;
        }
        return joined;
    }

    std::vector<Key> keys_;              // from the outermost to the present one
    std::map<std::string, int> counts_;  // of the items of lists
    std::vector<std::pair<std::string, std::string>> values_;
    bool has_value_ = false;  // the last key has one beside it
};

}  // namespace

std::string model_difference(const std::string& before, const std::string& now) {
    if (before == now) return {};
    const Values old_values(before);
    const Values new_values(now);
    for (const auto& [path, value] : new_values.in_order()) {
        const std::string* old_value = old_values.find(path);
        if (old_value == nullptr) return format("{} ('{}') is new", path, value);
        if (*old_value != value)
            return format("{} was '{}' and is '{}' now", path, *old_value, value);
    }
    for (const auto& [path, value] : old_values.in_order())
        if (new_values.find(path) == nullptr) return format("{} was '{}' and is gone", path, value);
    return "its text";
}

}  // namespace brian
