#pragma once

#include <string>

namespace brian {

enum class IfThere { Replace, Keep };

/// Writes a text file so that its name always stands for a whole file: beside it first, to the
/// disk, then renamed. With Keep a file that is there already stays, even when several processes
/// try at once. Throws OutputError.
void write_atomically(const std::string& file_name, const std::string& text, IfThere if_there);

}  // namespace brian
