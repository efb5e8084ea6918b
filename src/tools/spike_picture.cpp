#include "tools/spike_picture.h"

#include <algorithm>
#include <vector>

#include "base/format.h"
#include "tools/spike_chunks.h"

namespace brian {

namespace {

constexpr std::size_t raster_lines = 12;
constexpr std::size_t margin = 2;

/// The time and the neurons that a picture shows.
struct Frame {
    double start = 0.0;  ///< [ms]
    double stop = 0.0;   ///< [ms]
    std::uint64_t n_neurons = 0;

    [[nodiscard]] std::size_t bin(double time, std::size_t n_bins) const {
        const double part = (time - start) / (stop - start) * static_cast<double>(n_bins);
        return part <= 0.0 ? 0 : std::min(n_bins - 1, static_cast<std::size_t>(part));
    }
};

Frame frame_of(const ResultsReader& results, const std::string& group) {
    Frame frame;
    frame.n_neurons = results.whole(group, "n_neurons").value_or(0);
    frame.stop = results.number(group, "duration_ms").value_or(0.0);
    for_each_chunk(results, group, [&](std::span<const double> times, std::span<const double> ids) {
        frame.stop = std::max(frame.stop, *std::max_element(times.begin(), times.end()));
        // Neurons of a subgroup are counted within their group.
        frame.n_neurons =
            std::max(frame.n_neurons,
                     static_cast<std::uint64_t>(*std::max_element(ids.begin(), ids.end())) + 1);
    });
    if (!(frame.stop > frame.start)) frame.stop = frame.start + 1.0;
    return frame;
}

/// Which of so many rows shows the neuron: with more neurons than rows one of each `stride`.
struct Rows {
    std::uint64_t stride = 1;
    std::size_t n = 0;  ///< rows in use
};

Rows rows_for(std::uint64_t n_neurons, std::size_t n_rows) {
    const std::uint64_t stride = std::max<std::uint64_t>(1, (n_neurons + n_rows - 1) / n_rows);
    return {stride, static_cast<std::size_t>((n_neurons + stride - 1) / stride)};
}

std::size_t rows_in_a_line(Glyphs glyphs) {
    return glyphs == Glyphs::Unicode ? 4 : 2;
}

/// Characters that the rows in use take.
std::size_t lines_for(const Rows& rows, Glyphs glyphs) {
    return std::max<std::size_t>(1, (rows.n + rows_in_a_line(glyphs) - 1) / rows_in_a_line(glyphs));
}

std::string title(const ResultsReader& results, const std::string& group, const Frame& frame,
                  const Rows& rows) {
    std::string of = results.text(group, "node_population");
    if (rows.stride > 1)
        of += format(", one neuron of each {}", rows.stride);
    else
        of += format(", {} neuron{}", frame.n_neurons, frame.n_neurons == 1 ? "" : "s");
    return format("{}: spikes of {}\n", group, of);
}

/// The times at both ends below the picture.
std::string time_axis(const Frame& frame, std::size_t width) {
    const std::string left = format("{:.6g}", frame.start);
    const std::string right = format("{:.6g} ms", frame.stop);
    const std::size_t gap =
        width > left.size() + right.size() ? width - left.size() - right.size() : 1;
    return format("{:{}}{}{:{}}{}\n", "", margin, left, "", gap, right);
}

/// The beginning of the run, as long as dots do not run into each other.
Frame raster_frame(const Frame& whole, std::uint64_t n_spikes, std::size_t columns) {
    constexpr double spikes_per_dot = 0.35;
    const double of_each = static_cast<double>(n_spikes) / static_cast<double>(whole.n_neurons);
    const double part = spikes_per_dot * static_cast<double>(columns) / of_each;
    Frame frame = whole;
    if (part < 1.0) frame.stop = whole.start + part * (whole.stop - whole.start);
    return frame;
}

/// All spikes of a monitor, counted and as dots.
class Picture {
  public:
    Picture(const ResultsReader& results, const std::string& group, const Look& look)
        : whole_(frame_of(results, group)),
          glyphs_(look.glyphs),
          width_(std::max<std::size_t>(20, look.width) - margin),
          rows_(rows_for(whole_.n_neurons, raster_lines * rows_in_a_line(glyphs_))),
          sheet_(width_, lines_for(rows_, glyphs_), glyphs_),
          shown_(
              raster_frame(whole_, results.shape(group + "/timestamps").rows(), sheet_.columns())),
          rates_(width_, 0.0) {
        for_each_chunk(results, group,
                       [&](std::span<const double> times, std::span<const double> ids) {
                           for (std::size_t k = 0; k < times.size(); ++k) add(times[k], ids[k]);
                       });
        const std::uint64_t recorded =
            std::max<std::uint64_t>(1, results.whole(group, "n_neurons").value_or(1));
        for (double& rate : rates_) rate /= bin_ms() * 1e-3 * static_cast<double>(recorded);
    }

    [[nodiscard]] std::string raster() const {
        std::string text;
        for (const std::string& line : sheet_.lines())
            text += format("{:{}}{}\n", "", margin, line);
        return text + time_axis(shown_, width_);
    }

    [[nodiscard]] std::string rate() const {
        const double highest = *std::max_element(rates_.begin(), rates_.end());
        return format("{:{}}{}\n{:{}}rate over {:.6g} ms: 0 to {:.4g} Hz in bins of {:.4g} ms\n",
                      "", margin, sparkline(rates_, 0.0, highest, glyphs_), "", margin,
                      whole_.stop - whole_.start, highest, bin_ms());
    }

    [[nodiscard]] const Frame& whole() const { return whole_; }
    [[nodiscard]] const Rows& rows() const { return rows_; }

  private:
    [[nodiscard]] double bin_ms() const {
        return (whole_.stop - whole_.start) / static_cast<double>(width_);
    }

    void add(double time, double id) {
        rates_[whole_.bin(time, width_)] += 1.0;
        const auto neuron = static_cast<std::uint64_t>(id);
        if (neuron % rows_.stride == 0 && time < shown_.stop)
            sheet_.set(shown_.bin(time, sheet_.columns()), neuron / rows_.stride);
    }

    Frame whole_;
    Glyphs glyphs_;
    std::size_t width_;  // characters
    Rows rows_;
    DotSheet sheet_;
    Frame shown_;                // by the raster
    std::vector<double> rates_;  // [Hz] in bins over the whole run
};

}  // namespace

std::string spike_picture(const ResultsReader& results, const std::string& group,
                          const Look& look) {
    if (results.shape(group + "/timestamps").rows() == 0) return {};
    const Picture picture(results, group, look);
    return title(results, group, picture.whole(), picture.rows()) + picture.raster()
           + picture.rate();
}

}  // namespace brian
