#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/recording.h"

namespace brian {

/// A recording in memory, for tests: every series with all that was appended to it.
class MemoryRecording : public Recording {
  public:
    struct Series {
        SeriesInfo info;
        std::vector<double> values;  ///< frames one after the other, as appended (SI)
        std::vector<double> times;   ///< of spikes [s]
        std::vector<std::uint64_t> ids;
        std::map<std::string, std::vector<double>> columns;  ///< by name (SI)
        std::map<std::string, double> numbers;
        std::size_t n_appends = 0;
    };

    std::size_t open(const SeriesInfo& info) override {
        series_.push_back({});
        series_.back().info = info;
        return series_.size() - 1;
    }
    void append(std::size_t series, std::span<const double> values) override {
        Series& to = series_.at(series);
        to.values.insert(to.values.end(), values.begin(), values.end());
        ++to.n_appends;
    }
    void append_spikes(std::size_t series, std::span<const double> times,
                       std::span<const std::uint64_t> ids) override {
        Series& to = series_.at(series);
        to.times.insert(to.times.end(), times.begin(), times.end());
        to.ids.insert(to.ids.end(), ids.begin(), ids.end());
        ++to.n_appends;
    }
    void append_column(std::size_t series, std::size_t column,
                       std::span<const double> values) override {
        Series& to = series_.at(series);
        std::vector<double>& all = to.columns[to.info.columns.at(column).name];
        all.insert(all.end(), values.begin(), values.end());
    }
    void set_number(std::size_t series, const std::string& name, double value) override {
        series_.at(series).numbers[name] = value;
    }
    void flush() override { ++n_flushes_; }

    /// The series of a monitor: of that variable, or its only one.
    [[nodiscard]] const Series& of(const std::string& monitor,
                                   const std::string& variable = "") const {
        const auto found =
            std::find_if(series_.begin(), series_.end(), [&](const Series& candidate) {
                return candidate.info.monitor == monitor && candidate.info.variable == variable;
            });
        if (found == series_.end()) throw std::out_of_range(monitor + "." + variable);
        return *found;
    }
    [[nodiscard]] const std::deque<Series>& all() const { return series_; }
    [[nodiscard]] std::size_t n_flushes() const { return n_flushes_; }

  private:
    std::deque<Series> series_;
    std::size_t n_flushes_ = 0;
};

}  // namespace brian
