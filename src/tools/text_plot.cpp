#include "tools/text_plot.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace brian {

namespace {

constexpr std::size_t braille_columns = 2;
constexpr std::size_t braille_rows = 4;
constexpr std::size_t ascii_rows = 2;

/// A character from U+2800 on in UTF-8.
std::string braille(unsigned dots) {
    const unsigned code = 0x2800U + dots;
    return {static_cast<char>(0xE0U | code >> 12U), static_cast<char>(0x80U | (code >> 6U & 0x3FU)),
            static_cast<char>(0x80U | (code & 0x3FU))};
}

}  // namespace

DotSheet::DotSheet(std::size_t width, std::size_t height, Glyphs glyphs)
    : glyphs_(glyphs),
      columns_(glyphs == Glyphs::Unicode ? braille_columns * width : width),
      rows_((glyphs == Glyphs::Unicode ? braille_rows : ascii_rows) * height),
      dots_(columns_ * rows_, 0) {}

bool DotSheet::dot(std::size_t column, std::size_t from_top) const {
    return dots_[(rows_ - 1 - from_top) * columns_ + column] != 0;
}

std::string DotSheet::character(std::size_t column, std::size_t line) const {
    if (glyphs_ == Glyphs::Ascii) {
        const bool upper = dot(column, line * ascii_rows);
        const bool lower = dot(column, line * ascii_rows + 1);
        return upper ? (lower ? ":" : "'") : (lower ? "." : " ");
    }
    // Bits of the dots of a character, row by row.
    constexpr std::array<std::array<unsigned, 2>, braille_rows> bits{
        {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}};
    unsigned dots = 0;
    for (std::size_t row = 0; row < braille_rows; ++row)
        for (std::size_t side = 0; side < braille_columns; ++side)
            if (dot(column * braille_columns + side, line * braille_rows + row))
                dots |= bits.at(row).at(side);
    return dots == 0 ? " " : braille(dots);
}

std::vector<std::string> DotSheet::lines() const {
    const bool unicode = glyphs_ == Glyphs::Unicode;
    const std::size_t width = unicode ? columns_ / braille_columns : columns_;
    const std::size_t height = rows_ / (unicode ? braille_rows : ascii_rows);
    std::vector<std::string> lines(height);
    for (std::size_t line = 0; line < height; ++line)
        for (std::size_t column = 0; column < width; ++column)
            lines[line] += character(column, line);
    return lines;
}

std::string sparkline(std::span<const double> values, double low, double high, Glyphs glyphs) {
    constexpr std::array<const char*, 8> blocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    constexpr std::array<const char*, 8> ascii{"_", ".", ":", "-", "=", "+", "*", "#"};
    const auto& bars = glyphs == Glyphs::Unicode ? blocks : ascii;
    const double range = high > low ? high - low : 1.0;
    std::string line;
    for (const double value : values) {
        if (std::isnan(value)) {
            line += ' ';
            continue;
        }
        const double level = std::clamp((value - low) / range, 0.0, 1.0);
        line += bars.at(
            static_cast<std::size_t>(std::lround(level * static_cast<double>(bars.size() - 1))));
    }
    return line;
}

}  // namespace brian
