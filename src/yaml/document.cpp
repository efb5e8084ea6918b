#include "yaml/document.h"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <utility>

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "yaml/source_file.h"
#include "yaml/syntax_error.h"
#include "yaml/tree_builder.h"

namespace brian {

namespace {

/// Lines that begin with % speak to the parser ("%YAML 1.2"); a model has none.
void check_directives(const std::shared_ptr<const SourceText>& text) {
    const std::string_view whole = text->text;
    if (!whole.starts_with('%')) return;
    throw ModelError({.message = "lines that begin with '%' are not read",
                      .where = SourceSpan(text, 0, whole.find('\n')),
                      .hint = "remove the line"});
}

void parse(const std::shared_ptr<const SourceText>& text, TreeBuilder& builder) {
    std::istringstream stream(text->text);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::Exception& problem) {
        const auto place = static_cast<std::size_t>(std::max(problem.mark.pos, 0));
        throw explain_syntax({text, place, builder.open_bracket()}, problem.msg);
    }
}

}  // namespace

Value read_document(const std::shared_ptr<const SourceFile>& file, Diagnostics& diagnostics) {
    const std::shared_ptr<const SourceText> text = text_of(file);
    TreeBuilder builder(text, diagnostics);
    const bool is_read = diagnostics.attempt({}, [&] {
        check_characters(text);
        check_directives(text);
        parse(text, builder);
    });
    Value root = is_read ? builder.take_root() : Value{};
    if (!root.where.somewhere()) root.where = SourceSpan(text, 0, 0);
    set_paths(root, {});
    return root;
}

}  // namespace brian
