#include "stats/counts.h"

#include <assert.h>
#include <math.h>

enum { COUNT_LAST = 1 << 20 };  // the tail of a very uneven demand is cut here

double counts_quantile(double mean, double variance, double p) {
    assert(mean >= 0 && mean <= COUNTS_MEAN_MAX && p > 0 && p < 1);
    if (mean == 0) return 0;
    // As r grows the negative binomial becomes Poisson's distribution; 1e6 is there already.
    double excess = variance - mean;
    double r = excess > mean * mean * 1e-6 ? mean * mean / excess : 1e6;
    double share = mean / (r + mean);
    double log_term = -r * log1p(mean / r);  // of the chance of none
    double sum = exp(log_term);
    double count = 0;
    while (sum < p && count < COUNT_LAST) {
        log_term += log(share * (r + count) / (count + 1));
        sum += exp(log_term);
        count++;
    }
    return count;
}
