#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/index_range.h"
#include "components/connections/candidates.h"
#include "components/model_values.h"
#include "engine/synapses.h"
#include "math/random.h"
#include "spec/data_source.h"
#include "spec/field_schema.h"
#include "spec/network_spec.h"

namespace brian {

/// Values of an expression of i, j and pre/post variables for one i and a range of j.
using PairExpression = std::function<void(std::uint32_t i, IndexRange j, std::vector<double>& out)>;

enum class Autapses { Allowed, Excluded };

/// What a rule knows of its connection. i counts the neurons of the source (sub)group from 0, j
/// those of the target.
struct RuleInput {
    std::string path;  ///< "connections.Ce.connect"
    const Value* connect = nullptr;
    std::uint32_t n_sources = 0;
    std::uint32_t n_targets = 0;
    std::uint64_t multiplicity = 1;  ///< synapses per chosen pair
    /// What the model says of the multiplicity beside `connect`: a number, or an expression.
    std::optional<Value> copies;
    Autapses autapses = Autapses::Allowed;
    std::uint64_t seed = 0;
    /// For autapses: the j that is the same neuron as i, or SpikeView::outside (other population,
    /// not a member).
    std::function<std::uint32_t(std::uint32_t i)> same_neuron;
    /// The number within the source or target (sub)group of a neuron of the whole population;
    /// SpikeView::outside when it is not a member.
    std::function<std::uint32_t(std::uint32_t neuron)> source_of_neuron, target_of_neuron;
    ModelValues values;
    DataReader read;
    std::string folder;  ///< of the model file, for relative paths
    /// Compiles an expression over pairs: a condition (1/0) or a number without dimension.
    enum class Pairs { Condition, Number };
    std::function<PairExpression(const Value& expression, Pairs kind)> pairs;
    /// Compiles an expression about the candidates of a row; throws ModelError.
    std::function<CandidateExpression(const CandidateText& text)> candidates;
};

/// One target block of the connection: number `block`, holding the targets j of the range.
struct BlockOfTargets {
    std::uint32_t number = 0;
    IndexRange targets;
};

/// Appends the synapses onto one block: source i, target j, i-major (creation order). Draws are
/// keyed by (seed, connection, source row, block), so that the owner of a block draws only what it
/// owns.
using BlockRule = std::function<void(const BlockOfTargets& block, Edges& edges)>;

/// Further per-synapse columns that the rule's data bring (weight and delay of a file of edges,
/// values of a matrix), by position in the user's list (Edges::origin).
struct RuleColumn {
    std::string name;  ///< "weight", "delay", or as the file names it
    std::vector<double> values;
    std::string units;
};

struct Rule {
    BlockRule edges;
    std::vector<RuleColumn> columns;
    double expected_synapses = 0.0;  ///< for memory estimates
    bool at_once = false;            ///< `edges` may be called for several blocks at the same time
};

/// Makes the rule that `connect` names: all, one_to_one, probability, condition, in_degree,
/// out_degree, pairs, matrix, file, generator, or a list of such rules. Throws ModelError.
[[nodiscard]] Rule make_rule(const RuleInput& input);

/// Schemas of the rules' keys, and the rules that need none.
[[nodiscard]] std::vector<FieldSchema> rule_schemas();
[[nodiscard]] std::vector<std::string> plain_rules();

/// Name and one-line description of every rule, for --list.
struct ComponentLine {
    std::string name;
    std::string description;
};
[[nodiscard]] std::vector<ComponentLine> rule_lines();

}  // namespace brian
