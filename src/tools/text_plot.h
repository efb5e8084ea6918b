#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// Pictures made of characters.
namespace brian {

/// What they are made of: braille and blocks, or what every terminal shows.
enum class Glyphs { Unicode, Ascii };

/// A sheet of dots: 2 x 4 in a character of Unicode, 1 x 2 in one of ASCII.
class DotSheet {
  public:
    /// width, height: in characters.
    DotSheet(std::size_t width, std::size_t height, Glyphs glyphs);

    [[nodiscard]] std::size_t columns() const { return columns_; }  ///< of dots
    [[nodiscard]] std::size_t rows() const { return rows_; }        ///< of dots
    /// Row 0 is the lowest.
    void set(std::size_t column, std::size_t row) { dots_[row * columns_ + column] = 1; }
    /// From the top down.
    [[nodiscard]] std::vector<std::string> lines() const;

  private:
    [[nodiscard]] bool dot(std::size_t column, std::size_t from_top) const;
    [[nodiscard]] std::string character(std::size_t column, std::size_t line) const;

    Glyphs glyphs_;
    std::size_t columns_;
    std::size_t rows_;
    std::vector<std::uint8_t> dots_;
};

/// The values as a line of bars between `low` (empty or the lowest bar) and `high`, a character
/// each; values that are no numbers are blank.
[[nodiscard]] std::string sparkline(std::span<const double> values, double low, double high,
                                    Glyphs glyphs);

}  // namespace brian
