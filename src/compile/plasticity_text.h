#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace brian {

/// A rule of plasticity as its user gives it, checked; texts are ready to be put into code.
struct PlasticityRule {
    enum class Change { Growth, Decline };

    std::string type;    ///< "stdp_exponential"
    std::string weight;  ///< variable that changes: "w"
    std::string unit;    ///< of the weight: "1", "siemens"
    /// Key -> its expression, in parentheses if need be.
    std::map<std::string, std::string> values;
    Change before_post = Change::Growth;  ///< of pre before post: by the sign of Ap
    Change after_post = Change::Decline;  ///< of post before pre: by the sign of Am

    [[nodiscard]] const std::string& operator[](const std::string& key) const {
        return values.at(key);
    }
};

/// What the rule stands for, in words that the user could have written.
struct PlasticityText {
    std::string equations;  ///< traces; of the weight itself too, where it changes between spikes
    std::string on_pre;     ///< after the transmission of the spike
    std::string on_post;
    std::vector<std::pair<std::string, std::string>> initial;  ///< variable -> value
};

[[nodiscard]] PlasticityText plasticity_text(const PlasticityRule& rule);

}  // namespace brian
