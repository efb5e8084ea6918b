#include "compile/synapse_delays.h"

#include "base/format.h"
#include "compile/changing_parameters.h"
#include "compile/model_values.h"
#include "compile/refuse.h"
#include "compile/synapse_values.h"
#include "engine/steps.h"
#include "language/check.h"

namespace brian {

namespace {

using Fill = std::function<void(SynapseBlock&, AlignedVector<double>&)>;
using Assign = std::function<void(std::size_t block, const std::vector<std::uint32_t>& steps)>;

/// Where a delay stands, and the step it is counted in.
struct Context {
    const DelayOrder& order;
    SourceSpan where;
    double dt = 0.0;  // s
};

std::uint32_t steps_of(const Context& context, double delay) {
    if (!(delay >= 0.0) || delay > 1e6 * 3600)
        refuse(context.where, context.order.path, format("a delay of {} s is not possible", delay),
               "delays are times of 0 ms or more");
    return static_cast<std::uint32_t>(delay_steps(delay, context.dt));
}

/// The one delay of all synapses in steps; warns when it is no multiple of dt.
std::int64_t uniform_delay(Building& b, const Context& context, double delay) {
    const std::uint32_t steps = steps_of(context, delay);
    if (!is_multiple(delay, context.dt))
        b.model.warn(context.where, context.order.path,
                     format("the delay of {:.6g} ms is no multiple of dt ({:.6g} ms); spikes "
                            "arrive after {:.6g} ms",
                            delay * 1e3, context.dt * 1e3, steps * context.dt * 1e3),
                     "choose a multiple of dt, or a smaller run.dt");
    return steps;
}

void assign_each(Building& b, const Context& context, const Fill& fill, const Assign& assign) {
    for (std::size_t k = 0; k < b.synapses.blocks.size(); ++k) {
        SynapseBlock& block = b.synapses.blocks[k];
        AlignedVector<double> delays(block.size());
        fill(block, delays);
        std::vector<std::uint32_t> steps;
        steps.reserve(delays.size());
        for (const double delay : delays) steps.push_back(steps_of(context, delay));
        assign(k, steps);
    }
}

Fill from_list(std::vector<double> listed, const Value& value) {
    return [listed = std::move(listed), &value](SynapseBlock& block, AlignedVector<double>& out) {
        take_listed(block, listed, value, out);
    };
}

Fill from_expression(Building& b, const DelayOrder& order) {
    const Expr expr = expression_of(*order.delay);
    check_dimension(expr, scope_of(b.model, b.ends), dimensions::second(), "the delay");
    need_unchanging(b.model, expr, "the delay");
    return [&b, expr, path = order.path](SynapseBlock& block, AlignedVector<double>& out) {
        evaluate(b, block, {expr, path}, out);
    };
}

}  // namespace

std::int64_t read_delays(Building& b, const DelayOrder& order, const Assign& assign) {
    const ModelValues values = model_values(b.model);
    const bool given = order.delay != nullptr && order.delay->kind != Value::Kind::Null;
    const Context context{order, given ? order.delay->where : b.spec.connect.where,
                          b.ends.source.population->clock->dt()};
    if (!given) {
        if (order.column != nullptr)
            assign_each(b, context, from_list(in_si(*order.column), b.spec.connect), assign);
        return 0;
    }
    const Value& delay = *order.delay;
    if (values.is_constant(delay))
        return uniform_delay(b, context, values.quantity(delay, dimensions::second(), "the delay"));
    const bool array =
        delay.kind != Value::Kind::Scalar || b.model.arrays.contains(delay.where.str());
    if (array)
        assign_each(
            b, context,
            from_list(values.array(delay, dimensions::second(), "the delays").values, delay),
            assign);
    else
        assign_each(b, context, from_expression(b, order), assign);
    return 0;
}

}  // namespace brian
