#include "components/monitors/monitor_timing.h"

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "components/monitors/monitor_types.h"
#include "engine/steps.h"

namespace brian {

Moment moment_of(const Fields& fields, const Moment& usual) {
    const Value* value = fields.find("when");
    if (value == nullptr) return usual;
    const auto moment = parse_moment(value->text());
    if (!moment)
        refuse(*value, format("'{}' is no moment of a step", value->text()),
               did_you_mean(value->text(), moment_names()));
    return *moment;
}

int order_of(const Fields& fields, int usual) {
    const auto order = fields.optional_quantity("order", {});
    return order ? static_cast<int>(*order) : usual;
}

std::int64_t Interval::steps(double dt) const {
    return seconds ? std::max<std::int64_t>(delay_steps(*seconds, dt), 1) : 1;
}

Interval interval_of(const Fields& fields, const char* key, const std::vector<double>& dts) {
    const Interval interval{fields.optional_quantity(key, dimensions::second())};
    if (!interval.seconds) return interval;
    const Value& value = fields.need(key);
    if (!(*interval.seconds > 0.0)) refuse(value, "the interval must be positive");
    for (const double dt : dts)
        if (!is_multiple(*interval.seconds, dt) || *interval.seconds < 0.5 * dt)
            fields.warn(value, format("the interval of {} is no multiple of dt = {}: {} is used",
                                      time_text(*interval.seconds), time_text(dt),
                                      time_text(static_cast<double>(interval.steps(dt)) * dt)));
    return interval;
}

void need_spikes_known(const MonitorInput& input, const Moment& usual, const MonitorParts& parts) {
    const Fields fields = fields_of(input);
    const Moment known =
        usual.slot == Slot::Thresholds ? usual : Moment{Slot::Thresholds, Phase::At};
    if (input.slots.precedes(known, parts.when) || (parts.when == known && parts.order >= 0))
        return;
    const Value& value =
        fields.find("when") != nullptr ? fields.need("when") : fields.need("order");
    refuse(value,
           format("at '{}' in order {} the spikes of the step are not known yet",
                  name_of(parts.when), parts.order),
           format("they are from '{}' on", name_of(known)));
}

FieldVariant with_timing(FieldVariant schema, const std::string& when, const std::string& order) {
    schema.fields.push_back({.key = "when",
                             .shapes = {Shape::Choice},
                             .description = "moment of the step at which the monitor looks",
                             .example = "end",
                             .default_value = when,
                             .choices = moment_names()});
    schema.fields.push_back(
        {.key = "order",
         .shapes = {Shape::Integer},
         .description = "position among the things of the same moment: lower is earlier",
         .example = "-1",
         .default_value = order});
    return schema;
}

}  // namespace brian
