#include "tools/export_sonata.h"

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "base/format.h"
#include "spec/json.h"

namespace brian {

namespace {

namespace fs = std::filesystem;

Json text(const std::string& word) {
    return Json::text(word);
}

Json number(double value) {
    return Json::literal(format("{}", value));
}

class Circuit {
  public:
    Circuit(const ResultsReader& results, std::string folder, Existing existing)
        : results_(results), folder_(std::move(folder)), existing_(existing) {
        populations_ = results.members("/nodes");
        for (const std::string& name : results.members("/edges"))
            (has_nodes(name) ? connections_ : exported_.left_out).push_back(name);
    }

    ExportedCircuit write() {
        if (populations_.empty())
            throw ModelError(
                {.message = format("'{}' does not hold its network", results_.file_name()),
                 .where = {},
                 .hint = "run the model with --set +output.network=true, or with "
                         "`output: {network: true}`",
                 .fault = Fault::Input});
        for (const std::string& name : file_names()) check_free(place(name), existing_);
        make_folder(place("network"));
        make_folder(place("output"));
        write_hdf5("network/nodes.h5", "/nodes", populations_);
        write_text("network/node_types.csv", node_types());
        if (!connections_.empty()) {
            write_hdf5("network/edges.h5", "/edges", connections_);
            write_text("network/edge_types.csv", edge_types());
        }
        write_hdf5("output/spikes.h5", "/spikes", results_.members("/spikes"));
        write_hdf5("output/reports.h5", "/report", results_.members("/report"));
        write_text("node_sets.json", node_sets().print());
        write_text("circuit_config.json", circuit_config().print());
        write_text("simulation_config.json", simulation_config().print());
        return std::move(exported_);
    }

  private:
    [[nodiscard]] static std::vector<std::string> file_names() {
        return {"network/nodes.h5",       "network/node_types.csv", "network/edges.h5",
                "network/edge_types.csv", "output/spikes.h5",       "output/reports.h5",
                "node_sets.json",         "circuit_config.json",    "simulation_config.json"};
    }

    [[nodiscard]] std::string place(const std::string& name) const {
        return (fs::path(folder_) / name).string();
    }

    [[nodiscard]] std::string end_of(const std::string& connection, const char* end) const {
        return results_.text(format("/edges/{}/{}", connection, end), "node_population");
    }

    [[nodiscard]] bool has_nodes(const std::string& connection) const {
        return std::all_of(std::begin(ends), std::end(ends), [&](const char* end) {
            return std::find(populations_.begin(), populations_.end(), end_of(connection, end))
                   != populations_.end();
        });
    }

    void write_text(const std::string& name, const std::string& contents) {
        NewFile file(place(name), existing_);
        file.write(contents);
        file.finish();
        exported_.files.push_back(place(name));
    }

    /// A file of those members of the group; none when there are no members.
    void write_hdf5(const std::string& name, const std::string& group,
                    const std::vector<std::string>& members) {
        if (members.empty()) return;
        std::vector<std::string> paths;
        paths.reserve(members.size());
        for (const std::string& member : members) paths.push_back(format("{}/{}", group, member));
        const std::string part = place(name) + ".part";
        std::error_code error;
        fs::remove(part, error);
        results_.copy(paths, part);
        fs::rename(part, place(name), error);
        if (error)
            throw OutputError(OutputError::Kind::WriteFailed,
                              format("cannot write '{}': {}", place(name), error.message()));
        exported_.files.push_back(place(name));
    }

    /// The one type of all members of a population; nothing when it has no members.
    [[nodiscard]] std::vector<double> type_of(const std::string& dataset) const {
        return results_.rows(dataset, 0, 1);
    }

    [[nodiscard]] std::string node_types() const {
        std::string table = "node_type_id population model_type model_template\n";
        for (const std::string& name : populations_)
            for (const double type : type_of(format("/nodes/{}/node_type_id", name))) {
                const std::string model = results_.text("/nodes/" + name, "model_type");
                table += format("{} {} {} {}\n", type, name, model,
                                model == "virtual" ? "NULL" : "brian-run:" + name);
            }
        return table;
    }

    [[nodiscard]] std::string edge_types() const {
        std::string table = "edge_type_id population source_query target_query model_template\n";
        for (const std::string& name : connections_)
            for (const double type : type_of(format("/edges/{}/edge_type_id", name)))
                table += format("{} {} * * brian-run:{}\n", type, name, name);
        return table;
    }

    [[nodiscard]] Json node_sets() const {
        Json sets = Json::object();
        for (const std::string& name : populations_)
            sets.set(name, Json::object().set("population", text(name)));
        return sets;
    }

    [[nodiscard]] Json circuit_config() const {
        Json manifest = Json::object();
        manifest.set("$BASE_DIR", text(".")).set("$NETWORK_DIR", text("$BASE_DIR/network"));
        Json nodes = Json::list();
        nodes.add(Json::object()
                      .set("nodes_file", text("$NETWORK_DIR/nodes.h5"))
                      .set("node_types_file", text("$NETWORK_DIR/node_types.csv")));
        Json edges = Json::list();
        if (!connections_.empty())
            edges.add(Json::object()
                          .set("edges_file", text("$NETWORK_DIR/edges.h5"))
                          .set("edge_types_file", text("$NETWORK_DIR/edge_types.csv")));
        return Json::object()
            .set("manifest", std::move(manifest))
            .set("components", Json::object())
            .set("node_sets_file", text("$BASE_DIR/node_sets.json"))
            .set("networks",
                 Json::object().set("nodes", std::move(nodes)).set("edges", std::move(edges)));
    }

    [[nodiscard]] Json simulation_config() const {
        Json manifest = Json::object();
        manifest.set("$BASE_DIR", text(".")).set("$OUTPUT_DIR", text("$BASE_DIR/output"));
        Json output = Json::object();
        output.set("output_dir", text("$OUTPUT_DIR"))
            .set("spikes_file", text("spikes.h5"))
            .set("spikes_sort_order", text("by_time"));
        return Json::object()
            .set("manifest", std::move(manifest))
            .set("network", text("$BASE_DIR/circuit_config.json"))
            .set("run",
                 Json::object()
                     .set("tstart", number(0.0))
                     .set("tstop", number(results_.number("/", "duration_ms").value_or(0)))
                     .set("dt", number(results_.number("/", "dt_ms").value_or(0)))
                     .set("seed",
                          Json::literal(std::to_string(results_.whole("/", "seed").value_or(0)))))
            .set("inputs", Json::object())
            .set("reports", Json::object())
            .set("output", std::move(output));
    }

    static constexpr const char* ends[] = {"source_node_id", "target_node_id"};

    const ResultsReader& results_;
    std::string folder_;
    Existing existing_;
    std::vector<std::string> populations_;
    std::vector<std::string> connections_;
    ExportedCircuit exported_;
};

}  // namespace

ExportedCircuit export_sonata(const ResultsReader& results, const std::string& folder,
                              Existing existing) {
    return Circuit(results, folder, existing).write();
}

}  // namespace brian
