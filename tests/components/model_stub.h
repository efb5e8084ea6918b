#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "components/model_values.h"
#include "spec/value.h"

namespace brian {

/// Values of a model file for tests, without a file.
[[nodiscard]] Value scalar(const std::string& text);
[[nodiscard]] Value list(std::vector<Value> items);
[[nodiscard]] Value list_of(const std::vector<std::string>& texts);
[[nodiscard]] Value map_of(std::vector<std::pair<std::string, Value>> entries);

/// Answers of a model whose expressions are all of the form "20 ms"; warnings go to `warnings`.
[[nodiscard]] ModelValues stub_values(std::vector<std::string>& warnings);

/// The message of the ModelError that `work` throws; empty when it throws none.
template <class Work>
[[nodiscard]] std::string model_error(Work&& work) {
    try {
        std::forward<Work>(work)();
    } catch (const ModelError& error) {
        return error.what();
    }
    return "";
}

}  // namespace brian
