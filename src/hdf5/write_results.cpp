#include "hdf5/write_results.h"

#include <array>
#include <exception>
#include <optional>
#include <stdexcept>
#include <variant>

#include "base/error.h"
#include "base/format.h"
#include "hdf5/columns.h"
#include "hdf5/counts.h"
#include "hdf5/file.h"
#include "hdf5/output_name.h"
#include "hdf5/phases.h"
#include "hdf5/rates.h"
#include "hdf5/spikes.h"
#include "hdf5/spikes_text.h"
#include "hdf5/statistics.h"
#include "hdf5/traces.h"

namespace brian {

namespace {

using Series = std::variant<SpikeSeries, TraceSeries, RateSeries, CountSeries, StatisticsSeries,
                            ColumnSeries, SpikesText>;

constexpr std::uint32_t format_version = 1;
/// Raised whenever a definition in math/ changes: results are equal bit for bit within one.
constexpr std::uint32_t numerics_version = 2;
/// What marks a SONATA file, and the version of SONATA.
constexpr std::uint32_t sonata_magic = 0x0A7A;
constexpr std::array<std::uint32_t, 2> sonata_version{0, 1};

std::string hint_for(const std::string& reason) {
    if (reason.find("No space left") != std::string::npos
        || reason.find("quota") != std::string::npos) {
        return "make room on the disk, or choose another place with -o/--output";
    }
    if (reason.find("lock") != std::string::npos) {
        return "if the file system has no locks, set HDF5_USE_FILE_LOCKING=FALSE";
    }
    return {};
}

double duration_ms(double dt, std::int64_t n_steps) {
    return static_cast<double>(n_steps) * dt * 1e3;
}

void write_provenance(hid_t file, const Provenance& provenance) {
    const Handle group = open_group(file, "provenance");
    for (const auto& [name, text] : provenance) set_attribute(group.id(), name, text);
}

void write_length(hid_t file, double duration_ms, std::int64_t n_steps) {
    set_attribute(file, "n_steps", n_steps);
    set_attribute(file, "duration_ms", duration_ms);
}

void write_root(hid_t file, const ResultsOptions& options) {
    set_attribute(file, "magic", sonata_magic);
    set_list_attribute<std::uint32_t>(file, "version", sonata_version);
    set_attribute(file, "format", "brian-run");
    set_attribute(file, "format_version", format_version);
    set_attribute(file, "numerics_version", numerics_version);
    set_attribute(file, "status", "running");
    if (!options.title.empty()) set_attribute(file, "title", options.title);
    if (!options.description.empty()) set_attribute(file, "description", options.description);
    set_attribute(file, "dt_ms", options.dt * 1e3);
    set_attribute(file, "n_steps_planned", options.n_steps);
    write_length(file, duration_ms(options.dt, options.n_steps), options.n_steps);
    set_attribute(file, "seed", options.seed);
    set_attribute(file, "model_sha256", options.model_sha256);
}

/// The results file, told apart by kinds of series.
class Hdf5Results final : public ResultsFile {
  public:
    Hdf5Results(ResultsOptions options, const Provenance& provenance)
        : options_(std::move(options)), name_(part_name(options_.file_name)) {
        file_ = create_file(name_);
        write_root(file_.id(), options_);
        write_provenance(file_.id(), provenance);
        if (options_.phases == ResultsOptions::Phases::Several) phases_.emplace(file_.id());
        flush_all();
    }
    Hdf5Results(const Hdf5Results&) = delete;
    Hdf5Results& operator=(const Hdf5Results&) = delete;
    ~Hdf5Results() override { close_as_it_is(); }

    void begin_phase(const PhaseInfo& phase) override {
        if (phase.dt != phase_.dt) {
            ended_.seconds += static_cast<double>(ended_.n_steps - ended_.counted) * phase_.dt;
            ended_.counted = ended_.n_steps;
        }
        phase_ = phase;
        if (!phases_) return;
        writing([&] { phases_->begin(phase); });
        for (Series& series : series_)
            if (auto* spikes = std::get_if<SpikeSeries>(&series)) spikes->begin_phase(phase.number);
    }

    void end_phase(double stop, std::int64_t n_steps) override {
        ended_.n_steps += n_steps;
        if (phases_) writing([&] { phases_->end(stop, n_steps); });
    }

    std::size_t open(const SeriesInfo& info) override {
        writing([&] { series_.push_back(create_series(info)); });
        if (auto* spikes = std::get_if<SpikeSeries>(&series_.back()))
            spikes->begin_phase(phase_.number);
        return series_.size() - 1;
    }

    void append(std::size_t series, std::span<const double> values) override {
        const auto visitor = [&](auto& target) {
            if constexpr (requires { target.append(values); }) {
                target.append(values);
            } else {
                throw std::invalid_argument("spikes are appended by append_spikes");
            }
        };
        writing([&] { std::visit(visitor, series_.at(series)); });
    }

    void append_spikes(std::size_t series, std::span<const double> times,
                       std::span<const std::uint64_t> ids) override {
        const auto visitor = [&](auto& target) {
            if constexpr (requires { target.append_spikes(times, ids); }) {
                target.append_spikes(times, ids);
            } else {
                throw std::invalid_argument("this series holds no spikes");
            }
        };
        writing([&] { std::visit(visitor, series_.at(series)); });
    }

    void append_column(std::size_t series, std::size_t column,
                       std::span<const double> values) override {
        const auto visitor = [&](auto& target) {
            if constexpr (requires { target.append_column(column, values); }) {
                target.append_column(column, values);
            } else {
                throw std::invalid_argument("this series has no columns");
            }
        };
        writing([&] { std::visit(visitor, series_.at(series)); });
    }

    void set_number(std::size_t series, const std::string& name, double value) override {
        const auto visitor = [&](auto& target) {
            if constexpr (requires { target.set_number(name, value); }) {
                target.set_number(name, value);
            } else {
                throw std::invalid_argument("only counts and statistics have further numbers");
            }
        };
        writing([&] { std::visit(visitor, series_.at(series)); });
    }

    void flush() override {
        writing([&] { flush_all(); });
    }

    void set_populations(const std::vector<PopulationFacts>& populations) override {
        writing([&] {
            const Handle all = open_group(file_.id(), "populations");
            for (const PopulationFacts& population : populations) {
                const Handle one = open_group(all.id(), population.name);
                set_attribute(one.id(), "n_neurons", population.n_neurons);
                set_attribute(one.id(), "spikes", population.spikes);
            }
        });
    }

    void close(const std::string& status, std::int64_t steps_done,
               const Provenance& provenance) override {
        if (status != "failed") publish_texts();
        writing([&] {
            set_lengths(steps_done);
            write_provenance(file_.id(), provenance);
            // Before the status, so that it is true of all that is in the file.
            flush_all();
            set_attribute(file_.id(), "status", status);
            close_file();
        });
        if (status == "failed") return;
        publish_output(options_.file_name, options_.existing);
        name_ = options_.file_name;
    }

    [[nodiscard]] std::string current_name() const override { return name_; }

  private:
    /// Does the work; a failure is told with the name of the file and what can be done.
    template <class Work>
    void writing(const Work& work) {
        try {
            work();
        } catch (const Hdf5Error& problem) {
            throw OutputError(OutputError::Kind::WriteFailed,
                              format("writing '{}': {}", name_, problem.what()),
                              hint_for(problem.what()));
        }
    }

    Series create_series(const SeriesInfo& info) {
        const hid_t file = file_.id();
        const double planned = static_cast<double>(options_.n_steps) * options_.dt;
        switch (info.kind) {
            case SeriesInfo::Kind::Spikes:
            case SeriesInfo::Kind::Events:
                return SpikeSeries(file, info, duration_ms(options_.dt, options_.n_steps),
                                   phases_ ? SpikePhases::Told : SpikePhases::Left);
            case SeriesInfo::Kind::SpikesText:
                return create_text(info);
            case SeriesInfo::Kind::Rate:
                return RateSeries(file, info, planned);
            case SeriesInfo::Kind::Counts:
                return CountSeries(file, info);
            case SeriesInfo::Kind::Statistics:
                return StatisticsSeries(file, info);
            case SeriesInfo::Kind::Snapshot:
            case SeriesInfo::Kind::Histogram:
            case SeriesInfo::Kind::Measure:
                return ColumnSeries(file, info);
            case SeriesInfo::Kind::Trace:
                break;
        }
        return TraceSeries(file, info, {.duration = planned, .gzip = options_.trace_compression});
    }

    SpikesText create_text(const SeriesInfo& info) {
        for (const Series& series : series_) {
            const auto* text = std::get_if<SpikesText>(&series);
            if (text != nullptr && text->clashes_with(info, options_))
                throw OutputError(OutputError::Kind::CannotCreate,
                                  format("two monitors write the same file, '{}'", info.file),
                                  format("choose another file for monitors.{}", info.monitor));
        }
        return SpikesText(info, options_);
    }

    void publish_texts() {
        for (Series& series : series_)
            if (auto* text = std::get_if<SpikesText>(&series)) text->publish();
    }

    /// [s] of so many steps.
    [[nodiscard]] double simulated(std::int64_t n_steps) const {
        if (!phases_) return static_cast<double>(n_steps) * options_.dt;
        return ended_.seconds + static_cast<double>(n_steps - ended_.counted) * phase_.dt;
    }

    void set_lengths(std::int64_t n_steps) {
        const double duration = simulated(n_steps) * 1e3;
        write_length(file_.id(), duration, n_steps);
        for (Series& series : series_)
            if (auto* spikes = std::get_if<SpikeSeries>(&series)) spikes->set_duration(duration);
    }

    void flush_all() {
        for (Series& series : series_) {
            std::visit([](auto& target) { target.flush(); }, series);
        }
        if (phases_) phases_->flush();
        check(H5Fflush(file_.id(), H5F_SCOPE_LOCAL), "write to the disk");
    }

    void close_file() {
        series_.clear();
        phases_.reset();
        file_.close("close the file");
    }

    /// The run ended without close(): what is there is worth more than an error nobody sees.
    void close_as_it_is() noexcept {
        if (file_.id() < 0) return;
        try {
            flush_all();
            close_file();
        } catch (const std::exception&) {
            series_.clear();
        }
    }

    ResultsOptions options_;
    std::string name_;  ///< under which the file now stands
    Handle file_;
    std::vector<Series> series_;
    std::optional<PhaseList> phases_;
    PhaseInfo phase_;  ///< the present one
    struct {
        std::int64_t n_steps = 0;
        std::int64_t counted = 0;  ///< of them in `seconds`
        double seconds = 0.0;      ///< before dt last changed
    } ended_;                      ///< of all phases that have ended
};

}  // namespace

std::unique_ptr<ResultsFile> open_results(const ResultsOptions& options,
                                          const Provenance& provenance) {
    prepare_hdf5();
    prepare_output(options.file_name, options.existing);
    try {
        return std::make_unique<Hdf5Results>(options, provenance);
    } catch (const Hdf5Error& problem) {
        throw OutputError(OutputError::Kind::CannotCreate,
                          format("cannot create '{}': {}", options.file_name, problem.what()),
                          hint_for(problem.what()));
    }
}

std::string hdf5_version() {
    prepare_hdf5();
    unsigned major = 0;
    unsigned minor = 0;
    unsigned release = 0;
    check(H5get_libversion(&major, &minor, &release), "ask for the version");
    return format("{}.{}.{}", major, minor, release);
}

}  // namespace brian
