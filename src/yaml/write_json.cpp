#include "yaml/write_json.h"

#include <regex>

#include "spec/json.h"

namespace brian {

namespace {

bool is_literal(const std::string& text) {
    static const std::regex number(R"(-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?)");
    return text == "true" || text == "false" || text == "null" || std::regex_match(text, number);
}

Json json_of(const Value& value) {
    switch (value.kind) {
        case Value::Kind::Null:
            return Json::literal("null");
        case Value::Kind::Scalar: {
            const std::string text(value.text());
            const bool plain = value.style == Value::Style::Plain;
            return plain && is_literal(text) ? Json::literal(text) : Json::text(text);
        }
        case Value::Kind::List: {
            Json list = Json::list();
            for (const Value& item : value.items) list.add(json_of(item));
            return list;
        }
        case Value::Kind::Map:
            break;
    }
    Json object = Json::object();
    for (const Entry& entry : value.entries) object.set(entry.key, json_of(entry.value));
    return object;
}

}  // namespace

std::string to_json(const Value& value) {
    return json_of(value).print();
}

}  // namespace brian
