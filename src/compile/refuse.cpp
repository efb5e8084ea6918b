#include "compile/refuse.h"

#include <utility>

namespace brian {

void refuse(const SourceSpan& where, const std::string& path, std::string message,
            std::string hint) {
    throw ModelError({.message = std::move(message),
                      .where = where,
                      .path = path,
                      .hint = std::move(hint),
                      .notes = {}});
}

}  // namespace brian
