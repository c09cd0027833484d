// counts: how many things, when their mean and variance are known: Poisson, or negative binomial
// where the variance is above the mean. Pure.
#pragma once

#define COUNTS_MEAN_MAX 1000.0  // above it the normal distribution is near enough

// The smallest count of which at least the share p, 0 < p < 1, is no larger. The mean is 0 to
// COUNTS_MEAN_MAX.
double counts_quantile(double mean, double variance, double p);
