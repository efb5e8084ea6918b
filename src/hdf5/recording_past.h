#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/recording.h"
#include "hdf5/series_group.h"

namespace brian {

/// A series of earlier segments, by what the monitor that goes on with it will call it.
struct KnownSeries {
    SeriesInfo::Kind kind = SeriesInfo::Kind::Trace;
    std::string monitor;
    std::string variable;
    SeriesPast past;
    [[nodiscard]] bool is(SeriesInfo::Kind of_kind, const std::string& of_monitor,
                          const std::string& of_variable) const {
        return kind == of_kind && monitor == of_monitor && variable == of_variable;
    }
};

/// The time that the phases of a run have taken.
struct EndedPhases {
    std::int64_t n_steps = 0;
    std::int64_t counted = 0;  ///< of them in `seconds`
    double seconds = 0.0;      ///< before dt last changed
};

/// What a results file that goes on in another segment must know of the earlier ones.
struct RecordingPast {
    PhaseInfo phase;  ///< the present one
    EndedPhases ended;
    std::vector<std::string> places;  ///< of phases in the model file
    std::vector<std::string> paths;   ///< of the groups of all series so far
    std::vector<KnownSeries> series;  ///< those that may go on
};

/// As lines of text, which keep every bit of a number, and back.
[[nodiscard]] std::string to_text(const RecordingPast& past);
/// Throws std::invalid_argument when the text is not what to_text makes.
[[nodiscard]] RecordingPast recording_past(const std::string& text);

}  // namespace brian
