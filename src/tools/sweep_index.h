#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hdf5/recorded_run.h"
#include "hdf5/write_sweep.h"
#include "tools/sweep_plan.h"

namespace brian {

/// What became of a run, as far as its files tell.
///   Complete  its file is whole, of the right model, and its status is complete
///   Failed    it has a log but no results, or results whose status is failed
///   Stopped   it was told to stop before its end; its file holds what came before
///   Missing   it has not begun, or was killed
///   Broken    its file cannot be read, or is of another model
enum class RunState { Complete, Failed, Stopped, Missing, Broken };
[[nodiscard]] std::string name_of(RunState state);

struct RunRecord {
    RunState state = RunState::Missing;
    std::string file;                  ///< relative to the store; empty unless Complete or Stopped
    std::optional<RecordedRun> facts;  ///< likewise
    std::string trouble;               ///< of Broken: what is wrong with the file
};

/// DIR/index.csv, a line a run in the order of their numbers, separated by commas, fields with a
/// comma in double quotes. The columns are
///   run              number of the run, from 0
///   status           complete, failed, stopped, missing or broken
///   seed             of the run; empty unless complete or stopped, as is all that follows the
///   paths PATH [UNIT]      one for each swept path, in the order of the axes: the value, in the
///   unit that
///                    the first value was written in; just PATH for pure numbers and for texts
///   file             of the results, relative to DIR
///   wall_s           [s] wall-clock time of the run
///   NAME spikes      one for each group and stimulus, in the order of the model: number of spikes
///   NAME rate [Hz]   one for each of them: spikes per neuron and second
/// as in `run,status,seed,parameters.we [mV],file,wall_s,P spikes,P rate [Hz]`. Only wall_s differs
/// between two sweeps of the same runs.
[[nodiscard]] std::string index_csv(const SweepPlan& plan, const NetworkSpec& model,
                                    const std::vector<RunRecord>& runs);

/// What index.h5 says of them.
[[nodiscard]] SweepContents index_contents(const SweepPlan& plan, const NetworkSpec& model,
                                           const std::vector<RunRecord>& runs);

/// A field of a CSV file: in double quotes where it needs them.
[[nodiscard]] std::string csv_field(const std::string& text);

}  // namespace brian
