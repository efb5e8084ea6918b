#pragma once

#include <memory>
#include <string>

#include "base/source.h"

namespace brian {

/// The text file of that name, without a byte order mark. Throws ModelError (Fault::Input) with the
/// place that names the file, when it is missing, a directory, or unreadable.
[[nodiscard]] std::shared_ptr<const SourceFile> read_source_file(const std::string& file_name,
                                                                 const SourceSpan& named_at);

/// The whole of the file as one text.
[[nodiscard]] std::shared_ptr<const SourceText> text_of(std::shared_ptr<const SourceFile> file);

/// Throws ModelError at the first byte that cannot stand in a model file: not UTF-8, or a control
/// character.
void check_characters(const std::shared_ptr<const SourceText>& text);

}  // namespace brian
