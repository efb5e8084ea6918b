#pragma once

#include <string>

#include "tools/sweep_index.h"

namespace brian {

/// The folder of a sweep:
///   sweep.yaml               the resolved model with its axes
///   runs/00007-9f3ac1d2.h5   results of run 7; the hash is that of its resolved model
///   runs/00007-9f3ac1d2.log  what that run said
///   index.csv, index.h5      all runs (tools/sweep_index.h, hdf5/write_sweep.h)
/// What is done can be told from these files alone. All functions throw OutputError.
class SweepStore {
  public:
    explicit SweepStore(std::string folder) : folder_(std::move(folder)) {}
    SweepStore(const SweepStore&) = delete;
    SweepStore& operator=(const SweepStore&) = delete;
    ~SweepStore();

    /// New    there must be no sweep in the folder yet
    /// GoOn   a sweep may be there; it must be the same, and nobody else may be at work on it
    /// Share  likewise, but others may do other runs of it at the same time
    enum class Use { New, GoOn, Share };
    /// Creates what is missing of the folder. `sweep_yaml` is the contents of sweep.yaml.
    void open(const std::string& sweep_yaml, Use use);

    [[nodiscard]] const std::string& folder() const { return folder_; }
    [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }
    [[nodiscard]] std::string results(const std::string& stem) const;
    [[nodiscard]] std::string log_file(const std::string& stem) const;

    /// What became of a run; `sha256` is that of its resolved model.
    [[nodiscard]] RunRecord record(const std::string& stem, const std::string& sha256) const;

    /// Gives the file of a run another name, so that the run can be done without harm to the file;
    /// returns that name.
    [[nodiscard]] std::string set_aside(const std::string& stem) const;
    /// Waits until a killed run has let go of its file, two seconds at most.
    void wait_until_free(const std::string& stem) const;

  private:
    void check_folder(Use use) const;
    void make_folders() const;
    void check_same(const std::string& sweep_yaml) const;
    void lock(Use use);

    std::string folder_;
    int lock_ = -1;
};

/// "00007-9f3ac1d2"
[[nodiscard]] std::string run_stem(std::size_t run, std::size_t n_runs, const std::string& sha256);

}  // namespace brian
