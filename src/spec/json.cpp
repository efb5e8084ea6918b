#include "spec/json.h"

#include <algorithm>

#include "base/format.h"
#include "base/number.h"

namespace brian {

namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char character : text) {
        if (character == '"' || character == '\\') {
            out += '\\';
            out += character;
        } else if (character == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(character) < 0x20) {
            out += format("\\u{:04x}", static_cast<unsigned>(character));
        } else {
            out += character;
        }
    }
    return out + "\"";
}

void start_line(std::string& out, std::size_t indent) {
    out += '\n';
    out.append(2 * indent, ' ');
}

}  // namespace

Json Json::text(std::string_view text) {
    return literal(quoted(text));
}

Json Json::literal(std::string_view literal) {
    Json json(Kind::Scalar);
    json.scalar_ = literal;
    return json;
}

Json Json::list(std::vector<Json> items) {
    Json json(Kind::List);
    json.items_ = std::move(items);
    return json;
}

Json Json::texts(const std::vector<std::string>& texts) {
    Json json(Kind::List);
    for (const std::string& item : texts) json.add(text(item));
    return json;
}

Json Json::object() {
    return Json(Kind::Object);
}

Json& Json::add(Json item) {
    items_.push_back(std::move(item));
    return *this;
}

Json& Json::set(const std::string& key, Json value) {
    for (auto& [name, old] : members_) {
        if (name != key) continue;
        old = std::move(value);
        return *this;
    }
    members_.emplace_back(key, std::move(value));
    return *this;
}

Json& Json::merge(const Json& other) {
    for (const auto& [name, value] : other.members_) set(name, value);
    return *this;
}

bool Json::has(std::string_view key) const {
    return std::any_of(members_.begin(), members_.end(),
                       [key](const auto& member) { return member.first == key; });
}

bool Json::empty() const {
    return kind_ != Kind::Scalar && items_.empty() && members_.empty();
}

bool Json::is_short() const {
    return std::all_of(items_.begin(), items_.end(),
                       [](const Json& item) { return item.kind_ == Kind::Scalar; });
}

std::string Json::print() const {
    std::string out;
    print_to(out, 0);
    return out + "\n";
}

void Json::print_to(std::string& out, std::size_t indent) const {
    if (kind_ == Kind::Scalar) {
        out += scalar_;
        return;
    }
    const bool is_list = kind_ == Kind::List;
    const std::size_t size = is_list ? items_.size() : members_.size();
    const bool on_one_line = size == 0 || (is_list && is_short());
    out += is_list ? '[' : '{';
    for (std::size_t i = 0; i < size; ++i) {
        if (i > 0) out += on_one_line ? ", " : ",";
        if (!on_one_line) start_line(out, indent + 1);
        if (!is_list) out += quoted(members_[i].first) + ": ";
        (is_list ? items_[i] : members_[i].second).print_to(out, indent + 1);
    }
    if (!on_one_line) start_line(out, indent);
    out += is_list ? ']' : '}';
}

namespace {

/// Reads the small part of YAML that examples are written in.
class ExampleReader {
  public:
    /// How a text becomes JSON: as it is, or as it has to stand in YAML.
    using Writer = std::string (*)(std::string_view text);

    ExampleReader(std::string_view yaml, Writer write) : rest_(yaml), write_(write) {}

    /// A value that ends at the end of the text, or at one of `ends` within a list or map.
    Json value(std::string_view ends) {
        skip_blanks();
        if (rest_.starts_with('{')) return map();
        if (rest_.starts_with('[')) return list();
        if (rest_.starts_with('"') || rest_.starts_with('\''))
            return Json::text(write_(quoted_text()));
        return scalar(plain_text(ends));
    }

  private:
    [[nodiscard]] Json scalar(const std::string& text) const {
        if (text == "true" || text == "false") return Json::literal(text);
        if (text == "~" || text.empty()) return Json::literal("null");
        const auto number = parse_number(text);
        return number ? Json::literal(print_number(*number)) : Json::text(write_(text));
    }

    void skip_blanks() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(" \n"), rest_.size()));
    }

    bool take(char character) {
        skip_blanks();
        if (!rest_.starts_with(character)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::string plain_text(std::string_view ends) {
        std::size_t end = std::min(rest_.find_first_of(ends), rest_.size());
        if (ends.empty()) end = rest_.size();
        std::string text(rest_.substr(0, end));
        rest_.remove_prefix(end);
        while (text.ends_with(' ')) text.pop_back();
        return text;
    }

    std::string quoted_text() {
        const std::size_t end = std::min(rest_.find(rest_.front(), 1), rest_.size());
        std::string text(rest_.substr(1, end - 1));
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        return text;
    }

    Json list() {
        Json items = Json::list();
        take('[');
        while (!take(']') && !rest_.empty()) {
            items.add(value(",]"));
            take(',');
        }
        return items;
    }

    Json map() {
        Json members = Json::object();
        take('{');
        while (!take('}') && !rest_.empty()) {
            const std::string key = plain_text(":");
            take(':');
            members.set(key, value(",}"));
            take(',');
        }
        return members;
    }

    std::string_view rest_;
    Writer write_;
};

std::string as_it_is(std::string_view text) {
    return std::string(text);
}

/// In quotes where YAML would see a map, a comment or the like in the plain text.
std::string as_yaml(std::string_view text) {
    const bool plain =
        !text.empty() && text.find(':') == std::string_view::npos
        && text.find(" #") == std::string_view::npos && !text.starts_with("- ")
        && std::string_view("*&!|>'\"%@`#{}[],?").find(text.front()) == std::string_view::npos
        && !parse_number(text);
    return plain ? std::string(text) : quoted(text);
}

/// The lines under `|`, without their indentation of two blanks.
std::string block_text(std::string_view lines) {
    std::string text;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, end);
        text += line.substr(std::min<std::size_t>(2, line.size()));
        text += '\n';
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return text;
}

}  // namespace

Json json_of_example(std::string_view yaml) {
    if (yaml.starts_with("|\n")) return Json::text(block_text(yaml.substr(2)));
    return ExampleReader(yaml, as_it_is).value("");
}

Json snippet_of_example(std::string_view yaml) {
    if (yaml.starts_with("|\n") || yaml.starts_with("[[")) return Json::text(yaml);
    return ExampleReader(yaml, as_yaml).value("");
}

}  // namespace brian
