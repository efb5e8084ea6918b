#pragma once

#include <vector>

#include "math/functions.h"

/// Inversion of a distribution of counts: P(0) + P(1) + ... is added up until the sum passes a
/// uniform deviate. The sum may stop short of a deviate next to 1: the search ends where the terms
/// no longer change it.
namespace brian::math {

/// P(k) of a Poisson distribution of mean lambda, from k = 0 on.
struct PoissonTerms {
    double lambda;
    double k = 0.0;
    double probability;

    explicit PoissonTerms(double mean) : lambda(mean), probability(exp(-mean)) {}
    bool next() {
        k += 1.0;
        probability *= lambda / k;
        return true;
    }
};

/// P(k) of k successes in n trials of probability p <= 1/2, from k = 0 to n.
struct BinomialTerms {
    double n;
    double odds;
    double k = 0.0;
    double probability;

    BinomialTerms(double trials, double p)
        : n(trials), odds(p / (1.0 - p)), probability(exp(trials * log1p(-p))) {}
    bool next() {
        if (k >= n) return false;
        k += 1.0;
        probability *= odds * (n - k + 1.0) / k;
        return true;
    }
};

/// The count for a uniform deviate.
template <class Terms>
double invert(Terms terms, double u) {
    double sum = terms.probability;
    while (u > sum && terms.next()) {
        if (sum + terms.probability == sum) break;
        sum += terms.probability;
    }
    return terms.k;
}

/// All sums of invert(): the count for u is the number of sums below u.
template <class Terms>
std::vector<double> cumulative(Terms terms) {
    std::vector<double> sums;
    double sum = terms.probability;
    while (terms.next()) {
        sums.push_back(sum);
        if (sum + terms.probability == sum) break;
        sum += terms.probability;
    }
    return sums;
}

}  // namespace brian::math
