#include "hdf5/recording_past.h"

#include <charconv>
#include <sstream>
#include <stdexcept>

#include "base/format.h"

namespace brian {

namespace {

/// The words of a line, which tabs part.
class Words {
  public:
    explicit Words(const std::string& line) : line_(line) {}

    std::string text() {
        std::string word;
        if (!std::getline(line_, word, '\t')) throw std::invalid_argument("a word is missing");
        return word;
    }
    template <class Number>
    Number number() {
        const std::string word = text();
        Number value{};
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (error != std::errc() || end != word.data() + word.size())
            throw std::invalid_argument(format("'{}' is no number", word));
        return value;
    }
    template <class Enum>
    Enum choice() {
        return static_cast<Enum>(number<unsigned>());
    }

  private:
    std::istringstream line_;
};

void read_line(const std::string& line, RecordingPast& past) {
    Words words(line);
    const std::string what = words.text();
    if (what == "phase") {
        past.phase.number = words.number<std::uint32_t>();
        past.phase.start = words.number<double>();
        past.phase.dt = words.number<double>();
        past.phase.path = words.text();
    } else if (what == "ended") {
        past.ended.n_steps = words.number<std::int64_t>();
        past.ended.counted = words.number<std::int64_t>();
        past.ended.seconds = words.number<double>();
    } else if (what == "place") {
        past.places.push_back(words.text());
    } else if (what == "path") {
        past.paths.push_back(words.text());
    } else if (what == "series") {
        KnownSeries& known = past.series.emplace_back();
        known.kind = words.choice<SeriesInfo::Kind>();
        known.monitor = words.text();
        known.variable = words.text();
        known.past.path = words.text();
        known.past.n_frames = words.number<std::uint64_t>();
        known.past.last_time = words.number<double>();
        known.past.sorting = words.choice<Sorting>();
        known.past.n_bytes = words.number<std::uint64_t>();
    } else {
        throw std::invalid_argument(format("'{}' is unknown", what));
    }
}

}  // namespace

std::string to_text(const RecordingPast& past) {
    const PhaseInfo& phase = past.phase;
    std::string text =
        format("phase\t{}\t{}\t{}\t{}\t\n", phase.number, phase.start, phase.dt, phase.path);
    text +=
        format("ended\t{}\t{}\t{}\n", past.ended.n_steps, past.ended.counted, past.ended.seconds);
    for (const std::string& place : past.places) text += format("place\t{}\t\n", place);
    for (const std::string& path : past.paths) text += format("path\t{}\n", path);
    for (const KnownSeries& known : past.series)
        text += format("series\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
                       static_cast<unsigned>(known.kind), known.monitor, known.variable,
                       known.past.path, known.past.n_frames, known.past.last_time,
                       static_cast<unsigned>(known.past.sorting), known.past.n_bytes);
    return text;
}

RecordingPast recording_past(const std::string& text) {
    RecordingPast past;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) read_line(line, past);
    return past;
}

}  // namespace brian
