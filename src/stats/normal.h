// normal: the standard normal distribution. Pure.
#pragma once

double normal_cdf(double z);
// The inverse, to about 1e-16 relative: Wichura (1988), Algorithm AS 241. 0 < p < 1.
double normal_quantile(double p);
