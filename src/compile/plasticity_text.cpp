#include "compile/plasticity_text.h"

#include "base/format.h"

namespace brian {

namespace {

/// A trace that decays between spikes: dApre/dt = -Apre/tau.
std::string trace(const std::string& name, const std::string& tau) {
    return format("d{0}/dt = -{0}/{1} : 1 (event-driven)\n", name, tau);
}

/// w = clip(changed, wmin, wmax)
std::string bounded(const PlasticityRule& rule, const std::string& changed) {
    return format("{} = clip({}, {}, {})\n", rule.weight, changed, rule["wmin"], rule["wmax"]);
}

/// The weight after a change by the trace.
std::string changed_weight(const PlasticityRule& rule, const std::string& trace,
                           PlasticityRule::Change change) {
    const std::string& w = rule.weight;
    const std::string& update = rule["update"];
    if (update == "multiplicative" && change == PlasticityRule::Change::Growth)
        return format("{0} + ({1} - {0})*{2}", w, rule["wmax"], trace);
    if (update != "additive" && change == PlasticityRule::Change::Decline)
        return format("{0}*(1 + {1})", w, trace);
    return format("{} + {}*{}", w, rule["wmax"], trace);
}

/// Pairs of spikes, windows exponential (b1:brian/stdp.py, ExponentialSTDP). `nearest_pre`: only
/// the last presynaptic spike counts, so its trace is set; and so on.
///
/// Song, Miller & Abbott (2000) Nat. Neurosci. 3:919.
PlasticityText exponential_stdp(const PlasticityRule& rule) {
    const std::string& interactions = rule["interactions"];
    const bool last_pre = interactions == "nearest" || interactions == "nearest_pre";
    const bool last_post = interactions == "nearest" || interactions == "nearest_post";
    PlasticityText text;
    text.equations = trace("Apre", rule["taup"]) + trace("Apost", rule["taum"]);
    text.on_pre = format("Apre {} {}\n", last_pre ? "=" : "+=", rule["Ap"])
                  + bounded(rule, changed_weight(rule, "Apost", rule.after_post));
    text.on_post = format("Apost {} {}\n", last_post ? "=" : "+=", rule["Am"])
                   + bounded(rule, changed_weight(rule, "Apre", rule.before_post));
    return text;
}

/// Resources x and their utilisation u, both with the u before the spike (b1:brian/stp.py): the
/// spike transmits w*u*x.
///
/// Tsodyks & Markram (1997) PNAS 94:719; Markram, Wang & Tsodyks (1998) PNAS 95:5323.
PlasticityText short_term(const PlasticityRule& rule) {
    PlasticityText text;
    text.equations = format(
        "du/dt = ({0} - u)/{1} : 1 (event-driven)\n"
        "dx/dt = (1 - x)/{2} : 1 (event-driven)\n",
        rule["U"], rule["tauf"], rule["taud"]);
    text.on_pre = format("x -= u*x\nu += {}*(1 - u)\n", rule["U"]);
    text.initial = {{"u", rule["U"]}, {"x", "1"}};
    return text;
}

/// Every pair strengthens, every presynaptic spike weakens: the target comes to fire at rate rho0.
///
/// Vogels, Sprekeler, Zenke, Clopath & Gerstner (2011) Science 334:1569.
PlasticityText inhibitory_stdp(const PlasticityRule& rule) {
    const std::string& w = rule.weight;
    PlasticityText text;
    text.equations = trace("Apre", rule["tau"]) + trace("Apost", rule["tau"]);
    text.on_pre = "Apre += 1\n"
                  + bounded(rule, format("{} + {}*(Apost - 2*{}*{})", w, rule["eta"], rule["rho0"],
                                         rule["tau"]));
    text.on_post = "Apost += 1\n" + bounded(rule, format("{} + {}*Apre", w, rule["eta"]));
    return text;
}

/// Two traces an end; the slow ones (r_2, o_2) are read before the spike itself adds to them.
///
/// Pfister & Gerstner (2006) J. Neurosci. 26:9673.
PlasticityText triplet_stdp(const PlasticityRule& rule) {
    const std::string step = rule["interactions"] == "nearest" ? "=" : "+=";
    const std::string& w = rule.weight;
    PlasticityText text;
    text.equations = trace("r_1", rule["tau_plus"]) + trace("r_2", rule["tau_x"])
                     + trace("o_1", rule["tau_minus"]) + trace("o_2", rule["tau_y"]);
    text.on_pre = bounded(rule, format("{} - {}*o_1*({} + {}*r_2)", w, rule["wmax"],
                                       rule["A2_minus"], rule["A3_minus"]))
                  + format("r_1 {0} 1\nr_2 {0} 1\n", step);
    text.on_post = bounded(rule, format("{} + {}*r_1*({} + {}*o_2)", w, rule["wmax"],
                                        rule["A2_plus"], rule["A3_plus"]))
                   + format("o_1 {0} 1\no_2 {0} 1\n", step);
    return text;
}

/// The part of a voltage above a bound, or 0.
std::string above(const std::string& voltage, const std::string& bound) {
    return format("clip({} - {}, 0*volt, inf*volt)", voltage, bound);
}

/// A presynaptic spike weakens where the target has been depolarised for a while (u_minus); what is
/// left of it (x_trace) strengthens while the target is (v, u_plus).
///
/// Clopath, Busing, Vasilaki & Gerstner (2010) Nat. Neurosci. 13:344.
PlasticityText voltage_stdp(const PlasticityRule& rule) {
    const std::string& w = rule.weight;
    PlasticityText text;
    text.equations = format("dx_trace/dt = -x_trace/{} : 1 (clock-driven)\n", rule["tau_x"])
                     + format("d{0}/dt = {1}*x_trace*{2}*{3}*int({0} < {4}) : {5} (clock-driven)\n",
                              w, rule["A_LTP"], above(rule["v"] + "_post", rule["theta_plus"]),
                              above("u_plus_post", rule["theta_minus"]), rule["wmax"], rule.unit);
    text.on_pre = bounded(rule, format("{} - {}*{}", w, rule["A_LTD"],
                                       above("u_minus_post", rule["theta_minus"])))
                  + "x_trace += 1\n";
    return text;
}

}  // namespace

PlasticityText plasticity_text(const PlasticityRule& rule) {
    if (rule.type == "stp") return short_term(rule);
    if (rule.type == "stdp_inhibitory") return inhibitory_stdp(rule);
    if (rule.type == "stdp_voltage") return voltage_stdp(rule);
    if (rule.type == "stdp_triplet") return triplet_stdp(rule);
    return exponential_stdp(rule);
}

}  // namespace brian
