// Numbers printed by R 4.2 (stats) and its package forecast 8.20; the command stands above each
// table.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "classic.h"
#include "forecast/arima.h"
#include "forecast/ets.h"

#define NEAR 1e-4

static void near(double got, double want, const char *what) {
    if (!(fabs(got - want) <= NEAR * fabs(want)))
        print_message("%s: %.10g, R has %.10g\n", what, got, want);
    assert_true(fabs(got - want) <= NEAR * fabs(want));
}

enum { COEFFICIENTS_MAX = 4 };

typedef struct ArimaRow {
    const char *name;
    const double *y;
    size_t n, m;
    bool logs;
    ArimaOrder order;
    double plain[COEFFICIENTS_MAX];  // ar1 .. arp, ma1 .. maq
    double mean, sigma2, likelihood;
} ArimaRow;

// arima(y, order, seasonal, include.mean, method = "ML", optim.control = list(reltol = 1e-14, maxit
// = 1000)), of log(y) where `logs`.
static const ArimaRow ARIMAS[] = {
    {"WWWusage",
     CLASSIC_WWW,
     COUNT_OF(CLASSIC_WWW),
     1,
     false,
     {3, 1, 0, 0, 0, 0, false},
     {1.1513437878, -0.6612277173, 0.3407115396},
     0,
     9.363337802,
     -251.996992},
    {"WWWusage",
     CLASSIC_WWW,
     COUNT_OF(CLASSIC_WWW),
     1,
     false,
     {1, 1, 1, 0, 0, 0, false},
     {0.6503774387, 0.5255903439},
     0,
     9.793322106,
     -254.1497358},
    {"LakeHuron",
     CLASSIC_HURON,
     COUNT_OF(CLASSIC_HURON),
     1,
     false,
     {2, 0, 0, 0, 0, 0, true},
     {1.0436192453, -0.2495025925},
     579.0472567095,
     0.478820564,
     -103.6332225},
    {"LakeHuron",
     CLASSIC_HURON,
     COUNT_OF(CLASSIC_HURON),
     1,
     false,
     {1, 0, 1, 0, 0, 0, true},
     {0.7448990470, 0.3205887682},
     579.0554514396,
     0.4749398465,
     -103.2452606},
    {"Nile",
     CLASSIC_NILE,
     COUNT_OF(CLASSIC_NILE),
     1,
     false,
     {0, 1, 1, 0, 0, 0, false},
     {-0.732941562},
     0,
     20599.86748,
     -632.5456244},
    {"Nile",
     CLASSIC_NILE,
     COUNT_OF(CLASSIC_NILE),
     1,
     false,
     {1, 0, 1, 0, 0, 0, true},
     {0.8610325459, -0.5176776943},
     920.6945178263,
     19891.69331,
     -637.0387845},
    {"nottem",
     CLASSIC_NOTTEM,
     COUNT_OF(CLASSIC_NOTTEM),
     12,
     false,
     {1, 0, 0, 2, 1, 0, false},
     {0.2855989043},
     0,
     5.701894534,
     -526.5923486},
    {"USAccDeaths",
     CLASSIC_DEATHS,
     COUNT_OF(CLASSIC_DEATHS),
     12,
     false,
     {0, 1, 1, 0, 1, 1, false},
     {-0.4302679990},
     0,
     99346.89917,
     -425.4399936},
    {"AirPassengers",
     CLASSIC_AIR,
     COUNT_OF(CLASSIC_AIR),
     12,
     true,
     {0, 1, 1, 0, 1, 1, false},
     {-0.4018279014},
     0,
     0.00134803482,
     244.6995306},
    {"AirPassengers",
     CLASSIC_AIR,
     COUNT_OF(CLASSIC_AIR),
     12,
     true,
     {2, 1, 1, 0, 1, 1, false},
     {0.5580478600, 0.2471108671, -0.9646699342},
     0,
     0.00130650292,
     246.1319636},
    {"UKgas",
     CLASSIC_UKGAS,
     COUNT_OF(CLASSIC_UKGAS),
     4,
     true,
     {0, 1, 1, 0, 1, 1, false},
     {-0.9191685095},
     0,
     0.01097284982,
     85.00481479},
    {"lynx",
     CLASSIC_LYNX,
     COUNT_OF(CLASSIC_LYNX),
     1,
     true,
     {2, 0, 0, 0, 0, 0, true},
     {1.3776061193, -0.7398768473},
     6.6862917313,
     0.2707697749,
     -88.5750392294},
};

static void arima_check(const ArimaRow *r, Arena *a) {
    double *y = arena_new(a, double, r->n);
    for (size_t i = 0; i < r->n; i++) y[i] = r->logs ? log(r->y[i]) : r->y[i];
    Series s = series_prepare(y, r->n, r->m, a);
    ArimaFit fit;
    assert_true(arima_fit(&s, r->order, true, &fit, a));
    const ArimaOrder *o = &r->order;
    double left = (double)(r->n - o->d - o->seasonal_d * r->m);
    near(fit.likelihood - left * log(s.unit), r->likelihood, r->name);
    double fitted = (double)(o->p + o->q + o->seasonal_p + o->seasonal_q + o->constant);
    near(fit.variance * s.unit * s.unit * (left - fitted) / left, r->sigma2, r->name);
    for (size_t i = 0; i < o->p; i++) near(fit.phi[i], r->plain[i], r->name);
    for (size_t i = 0; i < o->q; i++) near(fit.theta[i], r->plain[o->p + i], r->name);
    if (o->constant) near(fit.mean * s.unit, r->mean, r->name);
}

static void test_arima(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(ARIMAS); i++) arima_check(&ARIMAS[i], a);
    arena_free(a);
}

typedef struct EtsRow {
    const double *y;
    size_t n, m;
    EtsModel model;
    double likelihood;
    double ahead[6];
} EtsRow;

// e <- ets(y, model, damped); e$par, e$loglik, forecast(e, h = 6)$mean
static const EtsRow ETSES[] = {
    {CLASSIC_NILE,
     COUNT_OF(CLASSIC_NILE),
     1,
     {
         .form = {ETS_ADD, ETS_NONE, ETS_NONE, false},
         .alpha = 0.24553386269716,
         .beta = 0,
         .gamma = 0,
         .phi = 1,
         .level = 1110.68685995136275,
         .trend = 0,
     },
     -726.3905199992,
     {805.3812829, 805.3812829, 805.3812829, 805.3812829, 805.3812829, 805.3812829}},
    {CLASSIC_NILE,
     COUNT_OF(CLASSIC_NILE),
     1,
     {
         .form = {ETS_MUL, ETS_NONE, ETS_NONE, false},
         .alpha = 0.15140316623666,
         .beta = 0,
         .gamma = 0,
         .phi = 1,
         .level = 1087.77182499280843,
         .trend = 0,
     },
     -726.1509578031,
     {838.8751613, 838.8751613, 838.8751613, 838.8751613, 838.8751613, 838.8751613}},
    {CLASSIC_WWW,
     COUNT_OF(CLASSIC_WWW),
     1,
     {
         .form = {ETS_ADD, ETS_ADD, ETS_NONE, true},
         .alpha = 0.999899956335557,
         .beta = 0.996643873986974,
         .gamma = 0,
         .phi = 0.814958027904187,
         .level = 90.351767449748451,
         .trend = -0.017282337838664,
     },
     -352.8654901978,
     {218.3663349, 217.0350687, 215.9501425, 215.0659733, 214.3454124, 213.7581856}},
    {CLASSIC_HURON,
     COUNT_OF(CLASSIC_HURON),
     1,
     {
         .form = {ETS_ADD, ETS_NONE, ETS_NONE, false},
         .alpha = 0.99989974895202,
         .beta = 0,
         .gamma = 0,
         .phi = 1,
         .level = 580.38238900249041,
         .trend = 0,
     },
     -195.3388673562,
     {579.959993, 579.959993, 579.959993, 579.959993, 579.959993, 579.959993}},
    {CLASSIC_DEATHS,
     COUNT_OF(CLASSIC_DEATHS),
     12,
     {.form = {ETS_ADD, ETS_NONE, ETS_ADD, false},
      .alpha = 5.9458989083614e-01,
      .beta = 0,
      .gamma = 2.0289599540653e-03,
      .phi = 1,
      .level = 9.2483628241275e+03,
      .trend = 0,
      .season = {-739.055152775901, -1537.7917243413, -739.90042705578, -489.56271320228,
                 306.42121653357, 756.0919812885, 1683.2366106085, 970.7387448659, -121.77102033422,
                 218.29011466851, -255.3527554278, -51.344874827699}},
     -555.0723350126,
     {8397.496909, 7599.220613, 8396.594687, 8646.509703, 9443.411945, 9893.064727}},
    {CLASSIC_AIR,
     COUNT_OF(CLASSIC_AIR),
     12,
     {.form = {ETS_MUL, ETS_ADD, ETS_MUL, true},
      .alpha = 7.0955191620879e-01,
      .beta = 2.0408919332236e-02,
      .gamma = 1.0046830971865e-04,
      .phi = 9.7999992668399e-01,
      .level = 1.2099393550720e+02,
      .trend = 1.7705401971117e+00,
      .season = {0.9058523729336994, 0.88689228722261, 1.0110300880415, 0.98038207347181,
                 0.97861276076047, 1.1105001809469, 1.2317985071671, 1.2203006972404,
                 1.0592019298383, 0.92165959839727, 0.79932202829107, 0.89444747568887}},
     -679.583216237,
     {441.8018473, 434.1186201, 496.6300468, 483.2374794, 483.9913534, 551.0244000}},
    {CLASSIC_UKGAS,
     COUNT_OF(CLASSIC_UKGAS),
     4,
     {.form = {ETS_MUL, ETS_ADD, ETS_MUL, false},
      .alpha = 0.030536868894066,
      .beta = 0.030536443576985,
      .gamma = 0.623838578907128,
      .phi = 1,
      .level = 124.089942650416148,
      .trend = 0.865475590602999,
      .season = {1.3320574154450608, 1.05823021789026, 0.653926305974702, 0.955786060689977}},
     -618.3607797331,
     {1258.8236182, 652.6178333, 357.2009531, 878.9540630, 1370.5191709, 709.3041375}},
    {CLASSIC_NOTTEM,
     COUNT_OF(CLASSIC_NOTTEM),
     12,
     {.form = {ETS_ADD, ETS_NONE, ETS_ADD, false},
      .alpha = 0.03916374148823311,
      .beta = 0,
      .gamma = 0.00010000683902852,
      .phi = 1,
      .level = 49.45967944514791981,
      .trend = 0,
      .season = {-9.355627861379517, -9.758253066145883, -6.80928074612155, -2.75156245690168,
                 3.4198323399561605, 8.976216483856387, 12.85670338716394, 11.578321613510049,
                 7.4811100087124185, 0.5446706482333477, -6.618643804206667, -9.563486546677005}},
     -852.4720733689,
     {40.17228027, 39.76944955, 42.71854066, 46.77633586, 52.94792603, 58.50415005}},
};

// At R's own parameters the likelihood and the forecasts are R's.
static void test_ets_filter(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(ETSES); i++) {
        const EtsRow *r = &ETSES[i];
        Series s = {.y = r->y, .n = r->n, .m = r->m, .unit = 1, .positive = true};
        EtsFit fit = {.start = r->model, .end = r->model};
        double squares = 0;
        near(-0.5 * ets_filter(&fit.end, &s, &squares), r->likelihood, "likelihood");
        Path p = path_new(6, a);
        ets_predict(&fit, &s, &p, a);
        // With seasons that multiply R adds the mean of products of errors: some 1e-4 more.
        double tolerance = r->model.form.season == ETS_MUL ? 2e-3 : NEAR;
        for (size_t k = 0; k < 6; k++) {
            assert_true(fabs(p.mean[k] / r->ahead[k] - 1) < tolerance);
        }
    }
    arena_free(a);
}

// What is fitted is no worse than R's optimum, and where R's simplex has few dimensions it is the
// same.
static void test_ets_optimum(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(ETSES); i++) {
        const EtsRow *r = &ETSES[i];
        Series s = series_prepare(r->y, r->n, r->m, a);
        EtsFit fit;
        assert_true(ets_fit_form(&s, r->model.form, &fit, a));
        double got = -0.5 * fit.likelihood - (double)r->n * log(s.unit);
        if (got < r->likelihood * (1 + NEAR))
            print_message("row %zu: %.6f, R has %.6f\n", i, got, r->likelihood);
        assert_true(got >= r->likelihood * (1 + NEAR));
        if (r->model.form.trend == ETS_NONE && r->m == 1) near(got, r->likelihood, "optimum");
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arima),
        cmocka_unit_test(test_ets_filter),
        cmocka_unit_test(test_ets_optimum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
