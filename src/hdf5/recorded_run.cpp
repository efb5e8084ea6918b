#include "hdf5/recorded_run.h"

#include <algorithm>

#include "base/error.h"
#include "base/format.h"
#include "base/number.h"
#include "hdf5/file.h"

namespace brian {

namespace {

template <class T>
T number_attribute(hid_t object, const char* name) {
    T value{};
    if (H5Aexists(object, name) <= 0) return value;
    const std::string what = format("read the attribute '{}'", name);
    const Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, what);
    check(H5Aread(attribute.id(), hdf5_type<T>(), &value), what);
    return value;
}

/// Called for each population.
herr_t collect_name(hid_t /*group*/, const char* name, const H5L_info_t* /*info*/, void* names) {
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

std::vector<PopulationFacts> read_populations(hid_t file) {
    const std::string what = "read the populations";
    if (H5Lexists(file, "populations", H5P_DEFAULT) <= 0) return {};
    const Handle group(H5Gopen2(file, "populations", H5P_DEFAULT), H5Gclose, what);
    std::vector<std::string> names;
    check(H5Literate(group.id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, collect_name, &names), what);
    std::vector<PopulationFacts> populations;
    for (const std::string& name : names) {
        const Handle one(H5Gopen2(group.id(), name.c_str(), H5P_DEFAULT), H5Gclose, what);
        populations.push_back({name, number_attribute<std::uint64_t>(one.id(), "n_neurons"),
                               number_attribute<std::uint64_t>(one.id(), "spikes")});
    }
    return populations;
}

RecordedRun read_facts(hid_t file) {
    RecordedRun facts;
    facts.status = text_attribute(file, "status");
    facts.model_sha256 = text_attribute(file, "model_sha256");
    facts.seed = number_attribute<std::uint64_t>(file, "seed");
    facts.duration_ms = number_attribute<double>(file, "duration_ms");
    const Handle provenance(H5Gopen2(file, "provenance", H5P_DEFAULT), H5Gclose,
                            "find /provenance");
    facts.wall_seconds =
        parse_number(text_attribute(provenance.id(), "wall_seconds")).value_or(0.0);
    facts.populations = read_populations(file);
    return facts;
}

}  // namespace

const PopulationFacts* RecordedRun::population(const std::string& name) const {
    const auto found = std::find_if(populations.begin(), populations.end(),
                                    [&](const PopulationFacts& one) { return one.name == name; });
    return found == populations.end() ? nullptr : &*found;
}

RecordedRun read_recorded_run(const std::string& file_name) {
    prepare_hdf5();
    const auto fail = [&](const std::string& why) {
        throw ModelError({.message = format("cannot read '{}': {}", file_name, why),
                          .where = {},
                          .path = {},
                          .hint = {},
                          .notes = {},
                          .fault = Fault::Input});
    };
    try {
        const htri_t is_hdf5 = H5Fis_hdf5(file_name.c_str());
        if (is_hdf5 == 0) fail("it is not an HDF5 file");
        const Handle file(H5Fopen(file_name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose,
                          "open it");
        if (text_attribute(file.id(), "format") != "brian-run")
            fail("brian-run has not written it");
        return read_facts(file.id());
    } catch (const Hdf5Error& problem) {
        fail(problem.what());
    }
    return {};
}

}  // namespace brian
