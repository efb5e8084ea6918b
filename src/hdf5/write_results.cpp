#include "hdf5/write_results.h"

#include <exception>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <variant>

#include "base/error.h"
#include "base/format.h"
#include "hdf5/checkpoint_folder.h"
#include "hdf5/file.h"
#include "hdf5/join_segments.h"
#include "hdf5/network_writer.h"
#include "hdf5/output_name.h"
#include "hdf5/phases.h"
#include "hdf5/recorded_series.h"
#include "hdf5/recording_past.h"
#include "hdf5/results_root.h"

namespace brian {

namespace {

/// The results file, told apart by kinds of series. Of a run with checkpoints it consists of
/// segments; the present one is NAME.part.
class Hdf5Results final : public ResultsFile {
  public:
    Hdf5Results(ResultsOptions options, Provenance provenance)
        : options_(std::move(options)),
          provenance_(std::move(provenance)),
          name_(part_name(options_.file_name)) {
        begin_segment();
    }
    /// Goes on after `n_segments` segments.
    Hdf5Results(ResultsOptions options, Provenance provenance, RecordingPast past,
                std::int64_t n_segments)
        : options_(std::move(options)),
          provenance_(std::move(provenance)),
          name_(part_name(options_.file_name)),
          past_(std::move(past)),
          n_segments_(n_segments),
          opened_again_(true) {
        begin_segment();
    }
    Hdf5Results(const Hdf5Results&) = delete;
    Hdf5Results& operator=(const Hdf5Results&) = delete;
    ~Hdf5Results() override { close_as_it_is(); }

    void begin_phase(const PhaseInfo& phase) override {
        if (phase.dt != past_.phase.dt) {
            past_.ended.seconds = simulated(past_.ended.n_steps);
            past_.ended.counted = past_.ended.n_steps;
        }
        past_.phase = phase;
        if (!phases_) return;
        writing([&] { phases_->begin(phase); });
        for (RecordedSeries& one : series_)
            if (one.series) tell_phase(*one.series);
    }

    void end_phase(double stop, std::int64_t n_steps) override {
        past_.ended.n_steps += n_steps;
        if (phases_) writing([&] { phases_->end(stop, n_steps); });
    }

    void go_on() override { opened_again_ = false; }

    std::size_t open(const SeriesInfo& info) override {
        RecordedSeries& one = series_.emplace_back(RecordedSeries{info, {}, std::nullopt});
        if (!find_past(one)) writing([&] { open_new(one); });
        return series_.size() - 1;
    }

    void append(std::size_t series, std::span<const double> values) override {
        change(series, [&](auto& target) {
            if constexpr (requires { target.append(values); })
                target.append(values);
            else
                throw std::invalid_argument("spikes are appended by append_spikes");
        });
    }

    void append_spikes(std::size_t series, std::span<const double> times,
                       std::span<const std::uint64_t> ids) override {
        change(series, [&](auto& target) {
            if constexpr (requires { target.append_spikes(times, ids); })
                target.append_spikes(times, ids);
            else
                throw std::invalid_argument("this series holds no spikes");
        });
    }

    void append_column(std::size_t series, std::size_t column,
                       std::span<const double> values) override {
        change(series, [&](auto& target) {
            if constexpr (requires { target.append_column(column, values); })
                target.append_column(column, values);
            else
                throw std::invalid_argument("this series has no columns");
        });
    }

    void set_number(std::size_t series, const std::string& name, double value) override {
        change(series, [&](auto& target) {
            if constexpr (requires { target.set_number(name, value); })
                target.set_number(name, value);
            else
                throw std::invalid_argument("only counts and statistics have further numbers");
        });
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

    void save(const CheckpointTexts& texts, const StateList& state,
              AfterCheckpoint after) override {
        writing([&] { end_segment(); });
        keep_segment(options_.file_name, ++n_segments_);
        CheckpointTexts all = texts;
        all.emplace_back("recording", to_text(known_past()));
        all.emplace_back("n_segments", std::to_string(n_segments_));
        write_state(state_name(options_.file_name), all, state);
        if (after == AfterCheckpoint::GoOn) writing([&] { begin_segment(); });
    }

    void close(const std::string& status, std::int64_t steps_done,
               const Provenance& provenance) override {
        if (status != "failed") publish_texts();
        writing([&] {
            set_lengths(steps_done);
            write_provenance(file_.id(), provenance);
            // Before the status, so that it is true of all that is in the file.
            flush_all();
            if (n_segments_ == 0) set_attribute(file_.id(), "status", status);
            close_file();
        });
        if (n_segments_ > 0) join(status);
        if (status != "failed") {
            publish_output(options_.file_name, options_.existing);
            name_ = options_.file_name;
        }
        if (n_segments_ > 0) remove_checkpoint(options_.file_name);
    }

    void write_network(const std::vector<std::function<void(NetworkSink&)>>& pieces) override {
        writing([&] {
            NetworkWriter writer(file_.id());
            for (const auto& piece : pieces) piece(writer);
        });
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

    /// Changes a series; what is said while it is opened again is in the file already.
    template <class Visitor>
    void change(std::size_t number, const Visitor& visitor) {
        RecordedSeries& one = series_.at(number);
        if (opened_again_) return;
        writing([&] {
            if (!one.series) create(one);
            std::visit(visitor, *one.series);
        });
    }

    /// Whether earlier segments hold the series, so that it goes on.
    bool find_past(RecordedSeries& one) {
        if (!opened_again_ && !goes_through(one.info)) return false;
        const auto known = std::find_if(
            past_.series.begin(), past_.series.end(), [&one](const KnownSeries& candidate) {
                return candidate.is(one.info.kind, one.info.monitor, one.info.variable);
            });
        if (known == past_.series.end()) return false;
        one.past = known->past;
        past_.series.erase(known);
        // A text file is no part of the segments: it simply goes on.
        if (one.info.kind == SeriesInfo::Kind::SpikesText) create(one);
        return true;
    }

    void open_new(RecordedSeries& one) {
        if (one.info.kind == SeriesInfo::Kind::SpikesText) {
            refuse_clash(one.info);
        } else {
            one.past.path = free_series_path(file_.id(), one.info);
            past_.paths.push_back(one.past.path);
        }
        create(one);
    }

    void create(RecordedSeries& one) {
        one.series.emplace(create_series(file_.id(), one.past, one.info, options_));
        if (std::holds_alternative<SpikeSeries>(*one.series))
            set_attribute(open_path(file_.id(), one.past.path).id(), "duration_ms",
                          static_cast<double>(options_.n_steps) * options_.dt * 1e3);
        tell_phase(*one.series);
    }

    void tell_phase(Series& series) const {
        if (auto* spikes = std::get_if<SpikeSeries>(&series))
            spikes->begin_phase(past_.phase.number);
    }

    void refuse_clash(const SeriesInfo& info) const {
        for (const RecordedSeries& one : series_) {
            const auto* text = one.series ? std::get_if<SpikesText>(&*one.series) : nullptr;
            if (text != nullptr && text->clashes_with(info, options_))
                throw OutputError(OutputError::Kind::CannotCreate,
                                  format("two monitors write the same file, '{}'", info.file),
                                  format("choose another file for monitors.{}", info.monitor));
        }
    }

    void publish_texts() {
        for (RecordedSeries& one : series_)
            if (auto* text = one.series ? std::get_if<SpikesText>(&*one.series) : nullptr)
                text->publish();
    }

    /// A file with the groups of all series so far, so that new ones get names of their own.
    void begin_segment() {
        file_ = create_file(name_);
        write_root(file_.id(), options_);
        write_provenance(file_.id(), provenance_);
        for (const std::string& path : past_.paths) (void)open_path(file_.id(), path);
        if (options_.phases == ResultsOptions::Phases::Several)
            phases_.emplace(file_.id(), past_.places);
        flush_all();
    }

    void end_segment() {
        flush_all();
        for (RecordedSeries& one : series_) {
            if (!one.series) continue;
            std::visit(
                [&one](auto& target) {
                    if constexpr (requires { target.note_in(one.past); }) target.note_in(one.past);
                },
                *one.series);
            if (!std::holds_alternative<SpikesText>(*one.series)) one.series.reset();
        }
        close_file();
    }

    /// The past of this moment, as the next process will need it. Of each monitor the latest series
    /// is the one that may go on.
    [[nodiscard]] RecordingPast known_past() const {
        RecordingPast known = past_;
        known.series.clear();
        const auto add = [&known](const KnownSeries& one) {
            for (const KnownSeries& other : known.series)
                if (other.is(one.kind, one.monitor, one.variable)) return;
            known.series.push_back(one);
        };
        for (auto one = series_.rbegin(); one != series_.rend(); ++one)
            add({one->info.kind, one->info.monitor, one->info.variable, one->past});
        for (const KnownSeries& one : past_.series) add(one);
        return known;
    }

    void join(const std::string& status) {
        keep_segment(options_.file_name, n_segments_ + 1);
        writing([&] {
            join_segments(segment_names(options_.file_name, n_segments_ + 1), name_);
            set_status(name_, status);
        });
    }

    /// [s] of so many steps.
    [[nodiscard]] double simulated(std::int64_t n_steps) const {
        if (!phases_) return static_cast<double>(n_steps) * options_.dt;
        return past_.ended.seconds
               + static_cast<double>(n_steps - past_.ended.counted) * past_.phase.dt;
    }

    void set_lengths(std::int64_t n_steps) {
        const double duration = simulated(n_steps);
        write_length(file_.id(), duration, n_steps);
        for (const std::string& path : past_.paths)
            if (path.starts_with("spikes/") || path.starts_with("events/"))
                set_attribute(open_path(file_.id(), path).id(), "duration_ms", duration * 1e3);
    }

    void flush_all() {
        for (RecordedSeries& one : series_)
            if (one.series) std::visit([](auto& target) { target.flush(); }, *one.series);
        if (phases_) phases_->flush();
        check(H5Fflush(file_.id(), H5F_SCOPE_LOCAL), "write to the disk");
    }

    void close_file() {
        for (RecordedSeries& one : series_)
            if (one.series && !std::holds_alternative<SpikesText>(*one.series)) one.series.reset();
        if (phases_) past_.places = phases_->places();
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
    Provenance provenance_;
    std::string name_;  ///< under which the file now stands
    Handle file_;
    std::vector<RecordedSeries> series_;
    std::optional<PhaseList> phases_;
    RecordingPast past_;
    std::int64_t n_segments_ = 0;  ///< before the present one
    bool opened_again_ = false;    ///< series are opened that earlier segments hold
};

}  // namespace

std::unique_ptr<ResultsFile> open_results(const ResultsOptions& options,
                                          const Provenance& provenance, const SavedState* saved) {
    prepare_hdf5();
    prepare_output(options.file_name, options.existing);
    try {
        if (saved == nullptr) return std::make_unique<Hdf5Results>(options, provenance);
        return std::make_unique<Hdf5Results>(options, provenance,
                                             recording_past(saved->text("recording")),
                                             std::stoll(saved->text("n_segments")));
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
