#include "tools/sweep_plan.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>

#include <doctest/doctest.h>
#include <unistd.h>

#include "base/error.h"
#include "base/format.h"
#include "components/component_schemas.h"
#include "spec/model_schema.h"
#include "tools/run_selection.h"
#include "tools/sweep_column.h"
#include "tools/sweep_index.h"

namespace brian {

namespace {

constexpr const char* model_text = R"(brian-run: 1
parameters: {w: 1 mV, tau: 10 ms}
groups:
  P: {size: 10, equations: "dv/dt = -v/tau : volt", method: exact}
run: {dt: 0.1 ms, duration: 10 ms, seed: 3}
)";

/// A model with that text after it, read from a file.
class Models {
  public:
    explicit Models(const std::string& sweep)
        : name_(
            (std::filesystem::temp_directory_path() / format("sweep_plan_test_{}.yaml", ::getpid()))
                .string()) {
        std::ofstream(name_) << model_text << sweep;
        variants_ = std::make_unique<ModelVariants>(
            name_, std::vector<Override>{}, model_schema(component_schemas()), diagnostics_);
    }
    Models(const Models&) = delete;
    Models& operator=(const Models&) = delete;
    ~Models() { std::filesystem::remove(name_); }

    [[nodiscard]] const ModelVariants& variants() const { return *variants_; }
    [[nodiscard]] const Diagnostics& diagnostics() const { return diagnostics_; }
    [[nodiscard]] SweepPlan plan(std::uint64_t seed = 3) const {
        return {variants_->model().sweep, *variants_, seed};
    }

  private:
    std::string name_;
    Diagnostics diagnostics_;
    std::unique_ptr<ModelVariants> variants_;
};

std::vector<std::string> described(const SweepPlan& plan) {
    std::vector<std::string> texts;
    for (std::size_t run = 0; run < plan.size(); ++run) texts.push_back(plan.described(run));
    return texts;
}

std::string refusal(const std::string& sweep) {
    const Models models(sweep);
    REQUIRE(!models.diagnostics().has_errors());
    try {
        (void)models.plan();
    } catch (const ModelError& error) {
        return format("{}:{}: {}", error.facts().where.line(), error.facts().where.column(),
                      error.what());
    }
    return "nothing is wrong";
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("runs are the combinations of all axes, the last one fastest") {
    const Models models(
        "sweep:\n  grid: {parameters.w: [1 mV, 2 mV]}\n"
        "  zip: {groups.P.size: [5, 6], parameters.tau: [5 ms, 6 ms]}\n");
    CHECK(described(models.plan())
          == Texts{"parameters.w=1 mV, groups.P.size=5, parameters.tau=5 ms",
                   "parameters.w=1 mV, groups.P.size=6, parameters.tau=6 ms",
                   "parameters.w=2 mV, groups.P.size=5, parameters.tau=5 ms",
                   "parameters.w=2 mV, groups.P.size=6, parameters.tau=6 ms"});
}

TEST_CASE("a sweep written out means the same runs") {
    const Models models(
        "sweep:\n  grid: {parameters.w: 'lin(1 mV, 2 mV, 3)'}\n"
        "  random: {n: 2, draw: {parameters.tau: 'uniform(5 ms, 9 ms)'}}\n"
        "  list: [{groups.P.size: 3}, {groups.P.size: 4}]\n  repeat: 2\n  same_seeds: true\n");
    const SweepPlan plan = models.plan();
    CHECK(plan.size() == 24);
    const Models again(plan.yaml());
    CHECK(described(again.plan()) == described(plan));
    CHECK(again.plan().yaml() == plan.yaml());
}

TEST_CASE("a run of a sweep has the text of the model with its values set") {
    const Models models("sweep: {grid: {parameters.w: [1 mV, 2 mV]}}\n");
    const SweepPlan plan = models.plan();
    const Models plain("");
    CHECK(models.variants().resolved(plan.changes(0)) == plain.variants().model().resolved_yaml);
    const std::string second = models.variants().resolved(plan.changes(1));
    CHECK(second.find("w: 2 mV") != std::string::npos);
    CHECK(second.find("sweep") == std::string::npos);
}

TEST_CASE("seeds of repeats belong to the values, not to the axes") {
    const Models one("sweep: {grid: {parameters.w: [2 mV, 3 mV]}, repeat: 2}\n");
    const Models two(
        "sweep: {grid: {groups.P.size: [10, 20], parameters.w: [3*mV, 0.002 volt]}, repeat: 2}\n");
    const SweepPlan a = one.plan();
    const SweepPlan b = two.plan();
    std::set<std::uint64_t> seeds;
    for (std::size_t run = 0; run < b.size(); ++run) seeds.insert(*b.seed(run));
    CHECK(seeds.size() == b.size());
    // Ten neurons are the model's own, so they do not count.
    CHECK(a.seed(0) == b.seed(2));
    CHECK(a.seed(1) == b.seed(3));
    CHECK(a.seed(2) == b.seed(0));
    CHECK(a.seed(0) != one.plan(4).seed(0));
    CHECK(*std::max_element(seeds.begin(), seeds.end()) < std::uint64_t{1} << 53U);
}

TEST_CASE("the seed of a repeat stays what it is") {
    // Files are named by it: a change would make every store of the past incomplete.
    const Models models("sweep: {grid: {parameters.w: [2 mV]}, repeat: 2}\n");
    CHECK(*models.plan().seed(0) == 7959885637793571U);
    CHECK(*models.plan().seed(1) == 4870058789933983U);
}

TEST_CASE("without repeats runs have the model's seed, with the same seeds all points the same") {
    const Models plain("sweep: {grid: {parameters.w: [2 mV, 3 mV]}}\n");
    CHECK(!plain.plan().seed(0));
    const Models same("sweep: {grid: {parameters.w: [2 mV, 3 mV]}, repeat: 2, same_seeds: true}\n");
    CHECK(same.plan().seed(0) == same.plan().seed(2));
    CHECK(same.plan().seed(0) != same.plan().seed(1));
}

TEST_CASE("mistakes of axes are told at their place") {
    CHECK(refusal("sweep: {grid: {parameters.ww: [1 mV]}}\n")
          == "6:16: there is no 'parameters.ww' in the model");
    CHECK(refusal("sweep: {grid: {parameters.w: [1 mV, 2 ms]}}\n")
          == "6:37: '2 ms' is a second, 'parameters.w' of the model is a volt");
    CHECK(refusal("sweep: {zip: {parameters.w: [1 mV], groups.P.size: [1, 2]}}\n")
          == "6:37: 'groups.P.size' has 2 values, 'parameters.w' has 1");
    CHECK(refusal("sweep: {grid: {parameters.w: [1 mV]}, zip: {parameters.w: [1 mV]}}\n")
          == "6:45: 'parameters.w' is swept twice");
    CHECK(refusal("sweep: {grid: {run.seed: [1, 2]}, repeat: 2}\n")
          == "6:16: 'run.seed' is swept, and `repeat` makes seeds as well");
    CHECK(refusal("sweep: {grid: {groups.P.method: [exact, exakt]}}\n")
          == "6:41: unknown method 'exakt'");
    CHECK(refusal("sweep: {list: [{parameters.w: 1 mV}, {groups.P.size: 1}]}\n")
          == "6:38: 'parameters.w' is missing here");
}

TEST_CASE("a column is headed by the unit in which its values were written") {
    const Models models(
        "sweep: {grid: {parameters.w: [0, 2 mV, 0.003 volt], groups.P.size: [1, 2],\n"
        "  groups.P.method: [exact, euler]}}\n");
    const SweepPlan plan = models.plan();
    const std::vector<SweepColumn>& columns = plan.columns();
    CHECK(heading(columns[0]) == "parameters.w [mV]");
    CHECK(cell(columns[0], 0) == "0");
    CHECK(cell(columns[0], 2) == "3");
    CHECK(heading(columns[1]) == "groups.P.size");
    CHECK(heading(columns[2]) == "groups.P.method");
    CHECK(cell(columns[2], 1) == "euler");
}

TEST_CASE("the first run and one for each text are looked at before anything runs") {
    const Models models(
        "sweep: {grid: {parameters.w: [1 mV, 2 mV], groups.P.method: [exact, euler, rk2]},\n"
        "  repeat: 2}\n");
    CHECK(models.plan().samples() == std::vector<std::size_t>{0, 2, 4});
}

TEST_CASE("runs are chosen by numbers and ranges without their end") {
    using Runs = std::vector<std::size_t>;
    CHECK(select_runs("8:12,0,3,9", 20) == Runs{0, 3, 8, 9, 10, 11});
    CHECK(select_runs("", 3) == Runs{0, 1, 2});
    CHECK(select_runs("1:3", 3) == Runs{1, 2});
    for (const char* text : {"3", "1:4", "2:2", "x", "1,,2", "0:1:2", "-1"}) {
        CAPTURE(text);
        CHECK_THROWS_AS((void)select_runs(text, 3), ModelError);
    }
    CHECK(name_runs({0, 3, 8, 9, 10, 11, 15, 16}) == "0,3,8:12,15,16");
    CHECK(name_runs({}).empty());
}

TEST_CASE("the index has a line a run and only what is known of it") {
    const Models models("sweep: {grid: {parameters.w: [1 mV, 2 mV]}}\n");
    std::vector<RunRecord> runs(2);
    runs[0].state = RunState::Complete;
    runs[0].file = "runs/00000-a.h5";
    runs[0].facts = RecordedRun{"complete", "", 3, 500.0, 0.25, {{"P", 10, 25}}};
    CHECK(index_csv(models.plan(), models.variants().model(), runs)
          == "run,status,seed,parameters.w [mV],file,wall_s,P spikes,P rate [Hz]\n"
             "0,complete,3,1,runs/00000-a.h5,0.250000,25,5\n"
             "1,missing,,2,,,,\n");
    CHECK(csv_field("v = 1, \"x\"") == "\"v = 1, \"\"x\"\"\"");
}

}  // namespace brian
