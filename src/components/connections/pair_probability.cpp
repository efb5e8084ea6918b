#include "components/connections/pair_probability.h"

#include "base/format.h"
#include "base/number.h"
#include "components/connections/expected.h"
#include "components/fields.h"
#include "math/trials.h"

namespace brian {

bool is_probability(double p) {
    return p >= 0.0 && p <= 1.0;
}

double constant_probability(const RuleInput& input, const Value& probability) {
    const double p = input.values.quantity(probability, Dimension(), "the probability");
    if (!is_probability(p))
        refuse(probability, format("{} is no probability", print_number(p)), remedy_of_probability);
    return p;
}

PairProbability::PairProbability(const RuleInput& input, const Value& probability)
    : probability_(probability), key_(math::stream_key(input.seed, input.path)) {
    if (input.values.is_constant(probability)) {
        one_for_all_ = constant_probability(input, probability);
        expected_ = expected_synapses(input, one_for_all_);
        return;
    }
    each_ = input.pairs(probability, RuleInput::Pairs::Number);
    expected_ = expected_synapses(input, each_);
}

void PairProbability::thin(std::uint32_t i, const BlockOfTargets& block,
                           std::vector<double>& flags) {
    if (!each_) return thin_evenly(i, block, flags);
    each_(i, block.targets, p_);
    u_.resize(flags.size());
    math::fill_uniform(key_, i, block.targets.begin, u_.data(), u_.size());
    for (std::uint32_t k = 0; k < flags.size(); ++k) {
        if (flags[k] == 0.0) continue;
        if (!is_probability(p_[k]))
            refuse(probability_,
                   format("the probability of the pair [{}, {}] is {}", i, block.targets.begin + k,
                          print_number(p_[k])),
                   remedy_of_probability);
        if (!(u_[k] < p_[k])) flags[k] = 0.0;
    }
}

void PairProbability::thin_evenly(std::uint32_t i, const BlockOfTargets& block,
                                  std::vector<double>& flags) {
    math::SubStream stream(key_, i, block.number);
    const math::GeometricGap failures(one_for_all_);
    const auto gap = [&] { return failures.draw(stream, flags.size()); };
    std::uint64_t skipped = gap();
    for (double& flag : flags) {
        if (flag == 0.0) continue;
        if (skipped == 0) {
            skipped = gap();
        } else {
            --skipped;
            flag = 0.0;
        }
    }
}

}  // namespace brian
