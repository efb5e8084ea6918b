#include "hdf5/finished.h"

#include "base/error.h"
#include "base/format.h"
#include "hdf5/file.h"

namespace brian {

FinishedRun read_finished(const std::string& file_name) {
    prepare_hdf5();
    const auto refuse = [&file_name](const std::string& why) {
        return OutputError(
            OutputError::Kind::CannotRead,
            format("'{}' exists already, and is no results file of brian-run{}", file_name, why),
            "replace it with -f/--force, or choose another name with -o/--output");
    };
    try {
        const Handle file(H5Fopen(file_name.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose,
                          "open it");
        const Handle root(H5Gopen2(file.id(), "/", H5P_DEFAULT), H5Gclose, "read it");
        if (text_attribute(root.id(), "format") != "brian-run") throw refuse("");
        const Handle provenance(H5Gopen2(file.id(), "provenance", H5P_DEFAULT), H5Gclose,
                                "read its provenance");
        return {text_attribute(root.id(), "status"), text_attribute(root.id(), "model_sha256"),
                text_attribute(provenance.id(), "resolved_yaml"),
                text_attribute(provenance.id(), "seed")};
    } catch (const Hdf5Error& problem) {
        throw refuse(format(": {}", problem.what()));
    }
}

}  // namespace brian
