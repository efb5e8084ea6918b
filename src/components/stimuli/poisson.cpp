#include <algorithm>
#include <utility>

#include "base/format.h"
#include "components/stimuli/stimulus_types.h"
#include "engine/neuron_group.h"
#include "math/trials.h"

namespace brian {
namespace {

constexpr double doubtful_probability = 0.1;             // spikes a neuron and step
constexpr std::uint64_t never = std::uint64_t{1} << 62;  // places; out of reach of any run

/// Poisson spikes at one constant rate: in each step each neuron fires with probability p.
///
/// The trials of a block of neurons lie in one line, step after step and neuron after neuron within
/// a step; the gaps between successes are geometric, so that the cost is one draw a spike, whatever
/// the number of neurons. Draw n of block b is a function of (seed, stimulus, n, b) alone.
class Poisson : public Stimulus {
  public:
    /// rate: [Hz]; dt: [s].
    Poisson(std::uint32_t size, double rate, double dt, math::StreamKey key)
        : blocks_(target_blocks(size)),
          rate_(rate),
          key_(key),
          next_(blocks_.size(), never),
          n_draws_(blocks_.size(), 0) {
        draw_first(dt);
    }

    /// The process has no memory: with another probability the gaps are drawn anew.
    void change_dt(double dt, std::int64_t /*step*/) override { draw_first(dt); }

    void fire(std::int64_t step, std::vector<std::uint32_t>& spikes) override {
        // From the first step on they count by themselves: time may go back.
        if (n_trials_ < 0) n_trials_ = step;
        const auto trial = static_cast<std::uint64_t>(n_trials_++);
        for (std::size_t b = 0; b < blocks_.size(); ++b) {
            const std::uint64_t begin = trial * blocks_[b].size();
            const std::uint64_t end = begin + blocks_[b].size();
            for (; next_[b] < end; next_[b] += 1 + gap(b))
                if (next_[b] >= begin)
                    spikes.push_back(blocks_[b].begin
                                     + static_cast<std::uint32_t>(next_[b] - begin));
        }
    }

    void list_state(const std::string& path, StateList& items) override {
        // The process has no memory, so that it may go on like its random numbers.
        items.push_back({path + ".n_trials", &n_trials_, StateItem::Role::Count});
        items.push_back({path + ".next", &next_, StateItem::Role::Count});
        items.push_back({path + ".n_draws", &n_draws_, StateItem::Role::Count});
    }

  private:
    /// The next spike of every block, from the coming trial on.
    void draw_first(double dt) {
        const double probability = rate_ * dt;
        if (!(probability > 0.0)) return;
        gap_ = math::GeometricGap(probability);
        const auto trial = static_cast<std::uint64_t>(std::max<std::int64_t>(n_trials_, 0));
        for (std::size_t b = 0; b < blocks_.size(); ++b)
            next_[b] = trial * blocks_[b].size() + gap(b);
    }

    /// Number of trials of block b without a spike before the next one with.
    std::uint64_t gap(std::size_t b) {
        math::SubStream stream(key_, static_cast<std::int64_t>(n_draws_[b]++),
                               static_cast<std::uint32_t>(b));
        return gap_.draw(stream, never);
    }

    std::vector<IndexRange> blocks_;
    double rate_;  // [Hz]
    math::GeometricGap gap_{0.0};
    math::StreamKey key_;
    std::int64_t n_trials_ = -1;       // of each neuron, which time need not agree with
    std::vector<std::uint64_t> next_;  // place of the next spike in the block's line of trials
    std::vector<std::uint64_t> n_draws_;
};

/// Of firing in a step of dt.
void check_probability(const Fields& fields, double rate, double dt) {
    const Value& value = fields.need("rate");
    if (!(rate >= 0.0))
        refuse(value, format("the rate must not be negative, but it is {:g} Hz", rate));
    const double p = rate * dt;
    if (p > 1.0)
        refuse(value,
               format("a rate of {:g} Hz is more than one spike in each step of {}", rate,
                      time_text(dt)),
               "use a smaller dt, or more neurons of a lower rate");
    if (p > doubtful_probability)
        fields.warn(value,
                    format("at {:g} Hz a neuron fires with probability {:.3g} in each step of {}: "
                           "its spikes are more regular than Poisson spikes",
                           rate, p, time_text(dt)),
                    "use a smaller dt, or more neurons of a lower rate");
}

}  // namespace

StimulusParts make_poisson_stimulus(const StimulusInput& input) {
    const Fields fields = fields_of(input);
    const std::uint32_t size = fields.size("size");
    const double rate = fields.quantity("rate", dimensions::hertz());
    for (const double dt : input.dts) check_probability(fields, rate, dt);
    const math::StreamKey key = math::stream_key(input.seed, input.spec->path + ":spikes");
    return {size, std::make_unique<Poisson>(size, rate, input.dt(), key)};
}

FieldVariant poisson_stimulus_schema() {
    return {.type = "poisson",
            .description = "Poisson spikes, at most one a neuron and step",
            .fields = {source_size_key(),
                       {.key = "rate",
                        .shapes = {Shape::Expression, Shape::Values, Shape::Data},
                        .description = "rate of each neuron: one value, one per neuron, or an "
                                       "expression of t and i",
                        .example = "10 Hz",
                        .required = true}}};
}

}  // namespace brian
