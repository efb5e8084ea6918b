#include "yaml/write_yaml.h"

#include <algorithm>
#include <string_view>

#include "base/format.h"

namespace brian {

namespace {

constexpr std::size_t widest_line = 100;

enum class Context { Block, Flow };

bool is_control(char character) {
    return static_cast<unsigned char>(character) < 0x20 || character == 0x7F;
}

/// Whether the text can stand without quotes.
bool is_plain(std::string_view text, Context context) {
    constexpr std::string_view indicators = "?:,[]{}#&*!|>'\"%@`";
    if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL")
        return false;
    if (text.front() == ' ' || text.back() == ' ' || text.back() == ':') return false;
    if (indicators.find(text.front()) != std::string_view::npos) return false;
    if (text.front() == '-' && (text.size() == 1 || text[1] == ' ' || text[1] == '-')) return false;
    if (text.starts_with("...") || text == "<<") return false;
    if (std::any_of(text.begin(), text.end(), is_control)) return false;
    if (context == Context::Flow && text.find_first_of(",[]{}") != std::string_view::npos)
        return false;
    return text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos;
}

std::string double_quoted(std::string_view text) {
    std::string out = "\"";
    for (const char character : text) {
        if (character == '"' || character == '\\') {
            out += '\\';
            out += character;
        } else if (character == '\n') {
            out += "\\n";
        } else if (is_control(character)) {
            out +=
                format("\\x{:02x}", static_cast<unsigned>(static_cast<unsigned char>(character)));
        } else {
            out += character;
        }
    }
    return out + "\"";
}

/// Whether the text can stand under `|`: lines that do not begin with a blank, an end that the
/// header can express.
bool is_block(std::string_view text) {
    const std::size_t first = text.find_first_not_of('\n');
    if (first != 0 || text.front() == ' ' || text.front() == '\t') return false;
    return std::none_of(text.begin(), text.end(), [](char character) {
        return is_control(character) && character != '\n' && character != '\t';
    });
}

/// "|", or "|-" and "|+" for a text without, or with more than one line feed at its end.
std::string_view block_header(std::string_view text) {
    if (!text.ends_with('\n')) return "|-";
    return text.ends_with("\n\n") ? "|+" : "|";
}

std::string block(std::string_view text, std::size_t indent) {
    std::string out(block_header(text));
    out += '\n';
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end > 0) out += std::string(indent, ' ');
        out += text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!text.empty()) out += '\n';
    }
    return out;
}

bool is_flat(const Value& value) {
    const bool is_block_text =
        value.kind == Value::Kind::Scalar && value.style == Value::Style::Block;
    if (value.kind == Value::Kind::Map || is_block_text) return false;
    return std::all_of(value.items.begin(), value.items.end(), is_flat);
}

std::string key_text(std::string_view key) {
    return is_plain(key, Context::Flow) ? std::string(key) : double_quoted(key);
}

/// Writes one tree; every value begins where the cursor stands and ends without a line feed.
class Writer {
  public:
    [[nodiscard]] std::string take_text() { return std::move(out_) + "\n"; }

    void write(const Value& value, std::size_t indent) {
        switch (value.kind) {
            case Value::Kind::Null:
                out_ += "~";
                break;
            case Value::Kind::Scalar:
                write_scalar(value, indent, Context::Block);
                break;
            case Value::Kind::List:
                write_list(value, indent);
                break;
            case Value::Kind::Map:
                write_map(value, indent);
                break;
        }
    }

  private:
    void start_line(std::size_t indent) {
        out_ += '\n';
        out_.append(indent, ' ');
    }

    void write_scalar(const Value& value, std::size_t indent, Context context) {
        const std::string_view text = value.text();
        const bool may_be_block = context == Context::Block && is_block(text);
        if (value.style == Value::Style::Block && may_be_block) {
            out_ += block(text, indent);
        } else if (value.style == Value::Style::Plain && is_plain(text, context)) {
            out_ += text;
        } else {
            out_ += double_quoted(text);
        }
    }

    void write_list(const Value& list, std::size_t indent) {
        if (is_flat(list)) return write_flow(list, indent);
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            if (i > 0) start_line(indent);
            out_ += "- ";
            write(list.items[i], indent + 2);
        }
    }

    /// [1, 2, 3], with further lines where it gets long.
    void write_flow(const Value& list, std::size_t indent) {
        out_ += '[';
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            if (i > 0) out_ += ',';
            const std::size_t line_begin = out_.rfind('\n') + 1;  // 0 when there is none
            const bool is_full = out_.size() - line_begin > widest_line;
            if (i > 0 && is_full) {
                start_line(indent + 1);
            } else if (i > 0) {
                out_ += ' ';
            }
            write_flow_item(list.items[i], indent);
        }
        out_ += ']';
    }

    void write_flow_item(const Value& item, std::size_t indent) {
        if (item.kind == Value::Kind::List) return write_flow(item, indent);
        if (item.kind == Value::Kind::Null) {
            out_ += "~";
            return;
        }
        write_scalar(item, indent, Context::Flow);
    }

    void write_map(const Value& map, std::size_t indent) {
        if (map.entries.empty()) out_ += "{}";
        for (std::size_t i = 0; i < map.entries.size(); ++i) {
            if (i > 0) start_line(indent);
            const Entry& entry = map.entries[i];
            out_ += key_text(entry.key) + ":";
            const bool is_map =
                entry.value.kind == Value::Kind::Map && !entry.value.entries.empty();
            const bool is_tree =
                is_map || (entry.value.kind == Value::Kind::List && !is_flat(entry.value));
            if (is_tree) {
                start_line(indent + 2);
            } else {
                out_ += ' ';
            }
            write(entry.value, indent + 2);
        }
    }

    std::string out_;
};

}  // namespace

std::string to_yaml(const Value& value) {
    Writer writer;
    writer.write(value, 0);
    return writer.take_text();
}

}  // namespace brian
