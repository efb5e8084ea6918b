#include "components/stimuli/population_poisson.h"

#include <algorithm>

#include "components/connections/sample.h"
#include "math/variates.h"

namespace brian {

namespace {

class PopulationPoisson : public Stimulus {
  public:
    PopulationPoisson(std::uint32_t size, const double* mean, math::StreamKey key)
        : size_(size), mean_(mean), key_(key), sampler_(size) {}

    void fire(std::int64_t step, std::vector<std::uint32_t>& spikes) override {
        math::SubStream stream(key_, step, 0);
        const double n = std::min(math::poisson(*mean_, stream), static_cast<double>(size_));
        if (!(n > 0.0)) return;
        const std::vector<std::uint32_t>& drawn =
            sampler_.draw(static_cast<std::uint32_t>(n), size_, stream);
        spikes.insert(spikes.end(), drawn.begin(), drawn.end());
        std::sort(spikes.begin(), spikes.end());
    }
    void change_dt(double /*dt*/, std::int64_t /*step*/) override {}
    void list_state(const std::string& /*path*/, StateList& /*items*/) override {}

  private:
    std::uint32_t size_;
    const double* mean_;
    math::StreamKey key_;
    Sampler sampler_;
};

}  // namespace

std::unique_ptr<Stimulus> make_population_poisson(std::uint32_t size, const double* mean,
                                                  math::StreamKey key) {
    return std::make_unique<PopulationPoisson>(size, mean, key);
}

}  // namespace brian
