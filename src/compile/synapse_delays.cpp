#include "compile/synapse_delays.h"

#include "base/format.h"
#include "compile/changing_parameters.h"
#include "compile/clocks.h"
#include "compile/model_values.h"
#include "compile/refuse.h"
#include "compile/synapse_values.h"
#include "engine/steps.h"
#include "language/check.h"

namespace brian {

namespace {

using Fill = std::function<void(SynapseBlock&, AlignedVector<double>&)>;
using Assign = std::function<void(std::size_t block, std::vector<double> delays)>;

/// Where a delay stands.
struct Context {
    const DelayOrder& order;
    SourceSpan where;
};

void check_delay(const Context& context, double delay) {
    if (!(delay >= 0.0) || delay > 1e6 * 3600)
        refuse(context.where, context.order.path, format("a delay of {} s is not possible", delay),
               "delays are times of 0 ms or more");
}

/// The one delay of all synapses; warns when it is no multiple of dt.
double uniform_delay(Building& b, const Context& context, double delay) {
    check_delay(context, delay);
    for (const double dt : time_steps(b.model, *context.order.clock))
        if (!is_multiple(delay, dt))
            b.model.warn(context.where, context.order.path,
                         format("the delay of {:.6g} ms is no multiple of dt ({:.6g} ms); spikes "
                                "arrive after {:.6g} ms",
                                delay * 1e3, dt * 1e3,
                                static_cast<double>(delay_steps(delay, dt)) * dt * 1e3),
                         "choose a multiple of dt, or a smaller run.dt");
    return delay;
}

void assign_each(Building& b, const Context& context, const Fill& fill, const Assign& assign) {
    for (std::size_t k = 0; k < b.synapses.blocks.size(); ++k) {
        SynapseBlock& block = b.synapses.blocks[k];
        AlignedVector<double> delays(block.size());
        fill(block, delays);
        for (const double delay : delays) check_delay(context, delay);
        assign(k, {delays.begin(), delays.end()});
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

double read_delays(Building& b, const DelayOrder& order, const Assign& assign) {
    const ModelValues values = model_values(b.model);
    const bool given = order.delay != nullptr && order.delay->kind != Value::Kind::Null;
    const Context context{order, given ? order.delay->where : b.spec.connect.where};
    if (!given) {
        if (order.column != nullptr)
            assign_each(b, context, from_list(in_si(*order.column), b.spec.connect), assign);
        return 0.0;
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
    return 0.0;
}

}  // namespace brian
