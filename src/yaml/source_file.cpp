#include "yaml/source_file.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/format.h"

namespace brian {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

[[noreturn]] void cannot_read(const std::string& file_name, std::string_view why,
                              const SourceSpan& named_at) {
    throw ModelError({.message = format("cannot read '{}': {}", file_name, why),
                      .where = named_at,
                      .fault = Fault::Input});
}

unsigned char byte_at(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

/// Bytes of the UTF-8 character at `at`, 0 when there is none (The Unicode Standard 15, table 3-7).
std::size_t character_length(std::string_view text, std::size_t at) {
    const unsigned first = byte_at(text, at);
    const unsigned second = byte_at(text, at + 1);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4) return 0;
    if (first == 0xE0 && second < 0xA0) return 0;
    if (first == 0xED && second > 0x9F) return 0;
    if (first == 0xF0 && second < 0x90) return 0;
    if (first == 0xF4 && second > 0x8F) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte_at(text, at + i) & 0xC0U) != 0x80U) return 0;
    }
    return length;
}

/// Line feed, tab, and the carriage return of a line that ends in both.
bool is_forbidden(std::string_view text, std::size_t at) {
    const unsigned char byte = byte_at(text, at);
    if (byte == '\r') return byte_at(text, at + 1) != '\n';
    return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
}

}  // namespace

std::shared_ptr<const SourceFile> read_source_file(const std::string& file_name,
                                                   const SourceSpan& named_at) {
    std::error_code failure;
    const auto status = std::filesystem::status(file_name, failure);
    if (!std::filesystem::exists(status)) cannot_read(file_name, "there is no such file", named_at);
    if (std::filesystem::is_directory(status)) cannot_read(file_name, "it is a folder", named_at);
    std::ifstream stream(file_name, std::ios::binary);
    if (!stream) cannot_read(file_name, std::generic_category().message(errno), named_at);
    std::string contents{std::istreambuf_iterator<char>(stream), {}};
    if (stream.bad()) cannot_read(file_name, "reading failed", named_at);
    if (contents.starts_with(byte_order_mark)) contents.erase(0, byte_order_mark.size());
    return std::make_shared<const SourceFile>(SourceFile{file_name, std::move(contents)});
}

std::shared_ptr<const SourceText> text_of(std::shared_ptr<const SourceFile> file) {
    SourceText text;
    text.text = file->contents;
    text.file = std::move(file);
    text.lines.push_back({0, 1, 1});
    for (std::size_t i = 0; i < text.text.size(); ++i) {
        if (text.text[i] == '\n') text.lines.push_back({i + 1, text.lines.size() + 1, 1});
    }
    return std::make_shared<const SourceText>(std::move(text));
}

void check_characters(const std::shared_ptr<const SourceText>& text) {
    const std::string_view bytes = text->text;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = character_length(bytes, at);
        const SourceSpan where(text, at, at + 1);
        if (length == 0) {
            throw ModelError({.message = format("byte {:#04x} is not UTF-8", byte_at(bytes, at)),
                              .where = where,
                              .hint = "save the file as UTF-8"});
        }
        if (is_forbidden(bytes, at)) {
            throw ModelError(
                {.message = format("control character {:#04x} in the text", byte_at(bytes, at)),
                 .where = where,
                 .hint = "remove it; lines end in LF or CR LF"});
        }
        at += length;
    }
}

}  // namespace brian
