#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/state.h"

namespace brian {

/// What a checkpoint says besides the state; kept as attributes.
using CheckpointTexts = std::vector<std::pair<std::string, std::string>>;

/// Writes all that the items point at, and the texts, under a temporary name, sees it safely on the
/// disk and puts it in the place of an earlier state. Throws OutputError.
///
/// The pieces follow each other in three datasets, `doubles`, `u32` and `u64`; `kinds` and
/// `lengths` say which piece is where, in the order of the attribute `paths`.
void write_state(const std::string& file_name, const CheckpointTexts& texts,
                 const StateList& items);

/// State that was written, and the texts beside it.
class SavedState {
  public:
    /// Throws OutputError (CannotRead) when it is no such file, or of another version.
    explicit SavedState(std::string file_name);
    ~SavedState();
    SavedState(const SavedState&) = delete;
    SavedState& operator=(const SavedState&) = delete;
    [[nodiscard]] const std::string& file_name() const { return file_name_; }
    /// Empty when there is no such text.
    [[nodiscard]] std::string text(const std::string& name) const;
    /// Fills the items. Throws OutputError (CannotRead) when one was not saved or has another size.
    void load(const StateList& items) const;

  private:
    class Pieces;
    std::string file_name_;
    std::unique_ptr<Pieces> pieces_;
};

}  // namespace brian
