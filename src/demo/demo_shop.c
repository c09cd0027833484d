#include "demo/demo_shop.h"

#include <assert.h>
#include <math.h>

#include "demo/demo_season.h"

enum {
    SEED = 20250401,
    CUSTOMERS = 900,
    BILLS_A_DAY = 118,
    BRANDS_A_CATEGORY = 3,
    CATEGORIES = 10,
    OILS_CATEGORY = 1,
    COVER_DAYS = 9,  // what an order is meant to last
};

struct ShopOrder {
    int quantity;
    Date ordered, due;
};

// The category is drawn first, then the product within it.
typedef struct DayWeights {
    double categories[CATEGORIES];
    double category_sum;
} DayWeights;

static int product_total(void) {
    int count = 0;
    for (size_t i = 0; i < CATALOGUE_ITEM_COUNT; i++) {
        const CatalogueItem *item = &CATALOGUE_ITEMS[i];
        for (int s = 0; s < CATALOGUE_SIZES_MAX && item->sizes[s].len > 0; s++) {
            count += item->brands;
        }
    }
    return count;
}

// "500 g" as 500, "1.2 l" as 1200; pieces as they are.
static double pack_amount(Str pack) {
    Str rest = pack;
    double amount = 1;
    if (!str_to_float(str_next_word(&rest), &amount)) amount = 1;
    Str unit = str_trim(rest);
    return str_eq(unit, S("kg")) || str_eq(unit, S("l")) ? amount * 1000 : amount;
}

// A larger pack costs a little less a unit.
static double size_price(const CatalogueItem *item, int brand, int size) {
    double ratio = pack_amount(item->sizes[size]) / pack_amount(item->sizes[0]);
    return round(item->price * (1 - 0.06 * brand) * pow(ratio, 0.96));
}

static void products_make(Arena *a, Shop *s) {
    s->products = arena_new(a, ShopProduct, (size_t)product_total());
    for (size_t i = 0; i < CATALOGUE_ITEM_COUNT; i++) {
        const CatalogueItem *item = &CATALOGUE_ITEMS[i];
        for (int b = 0; b < item->brands; b++) {
            Str brand = CATALOGUE_BRANDS[item->category * BRANDS_A_CATEGORY + b];
            for (int z = 0; z < CATALOGUE_SIZES_MAX && item->sizes[z].len > 0; z++) {
                s->products[s->product_count++] = (ShopProduct){
                    .name = str_fmt(a, STR_F " " STR_F " " STR_F, STR_A(brand), STR_A(item->name),
                                    STR_A(item->sizes[z])),
                    .pack = item->sizes[z],
                    .item = item,
                    .brand = brand,
                    .price = size_price(item, b, z),
                    .weight = item->popularity / (1.0 + 0.5 * b) / (1.0 + 0.9 * z),
                };
            }
        }
    }
}

static void customers_make(Arena *a, Shop *s) {
    s->customers = arena_new(a, ShopCustomer, CUSTOMERS);
    s->customer_count = CUSTOMERS;
    for (int i = 0; i < CUSTOMERS; i++) {
        ShopCustomer *c = &s->customers[i];
        int64_t first = rng_between(&s->rng, 0, (int64_t)CATALOGUE_FIRST_NAME_COUNT - 1);
        int64_t last = rng_between(&s->rng, 0, (int64_t)CATALOGUE_LAST_NAME_COUNT - 1);
        double segment = rng_unit(&s->rng);
        c->name = str_fmt(a, STR_F " " STR_F, STR_A(CATALOGUE_FIRST_NAMES[first]),
                          STR_A(CATALOGUE_LAST_NAMES[last]));
        c->store = (int)rng_between(&s->rng, 0, SHOP_STORES - 1);
        c->segment = segment < 0.66 ? 0 : segment < 0.95 ? 1 : 2;
        c->joined = s->first - 700 + (Date)rng_between(&s->rng, 0, 1150);
        c->phone = 9000000000 + rng_between(&s->rng, 0, 999999999);
    }
}

// What a store sells of a product on a plain day.
static double daily_demand(const Shop *s, int store, int product) {
    const ShopProduct *p = &s->products[product];
    double same = 0;
    for (int i = 0; i < s->product_count; i++) {
        if (s->products[i].item->category == p->item->category) same += s->products[i].weight;
    }
    double lines = BILLS_A_DAY * 3.7 * CATALOGUE_STORES[store].share;
    return lines * CATALOGUE_CATEGORIES[p->item->category].weight * p->weight / same * 1.45;
}

static void stock_make(Arena *a, Shop *s) {
    size_t cells = (size_t)(SHOP_STORES * s->product_count);
    s->on_hand = arena_new(a, int, cells);
    s->reorder_level = arena_new(a, int, cells);
    s->orders = arena_new(a, struct ShopOrder, cells);
    for (int store = 0; store < SHOP_STORES; store++) {
        for (int p = 0; p < s->product_count; p++) {
            int lead = CATALOGUE_SUPPLIERS[s->products[p].item->category].lead_days;
            int cell = store * s->product_count + p;
            double demand = daily_demand(s, store, p);
            s->reorder_level[cell] = (int)ceil(demand * (lead + 4)) + 4;
            s->on_hand[cell] = s->reorder_level[cell] + (int)ceil(demand * COVER_DAYS);
        }
    }
}

Shop *demo_shop_new(Arena *a, Date first, Date end) {
    assert(SHOP_STORES == CATALOGUE_STORE_COUNT && CATEGORIES == CATALOGUE_CATEGORY_COUNT);
    Shop *s = arena_new(a, Shop, 1);
    s->first = first;
    s->end = end;
    s->rng = rng_seeded(SEED);
    products_make(a, s);
    customers_make(a, s);
    stock_make(a, s);
    s->price_rise = date_add(end, -7, DATE_MONTH);
    Date slow = date_floor(date_add(end, -4, DATE_MONTH), DATE_WEEK);
    s->slow_week = (DateRange){.first = slow, .end = slow + 7};
    Date stop = date_add(end, -2, DATE_MONTH);
    s->supplier_stop = (DateRange){.first = stop, .end = stop + 38};
    while (!str_eq(s->products[s->stopped].item->name, S("Toor Dal"))) s->stopped++;
    return s;
}

static bool in_range(DateRange r, Date day) { return day >= r.first && day < r.end; }

double demo_shop_price(const Shop *s, int product, Date day) {
    const ShopProduct *p = &s->products[product];
    double years = (day - s->first) / 365.25;
    double price = p->price * (1 + 0.05 * floor(years * 2) / 2);  // list prices move twice a year
    if (p->item->category == OILS_CATEGORY && day >= s->price_rise) price *= 1.14;
    return round(price * 2) / 2;
}

double demo_shop_cost(const Shop *s, int product, Date day) {
    double margin = CATALOGUE_CATEGORIES[s->products[product].item->category].margin;
    return round(demo_shop_price(s, product, day) * (1 - margin) * 100) / 100;
}

static DayWeights day_weights(Date day) {
    DayWeights w = {0};
    double festival = demo_season_festival(day);
    double summer = demo_season_summer(day);
    for (int c = 0; c < CATEGORIES; c++) {
        const CatalogueCategory *k = &CATALOGUE_CATEGORIES[c];
        double swing = sqrt(k->summer);
        double factor = (1 + (k->festival - 1) * festival) * pow(swing, summer);
        w.categories[c] = k->weight * factor;
        w.category_sum += w.categories[c];
    }
    return w;
}

static int category_draw(Shop *s, const DayWeights *w) {
    double at = rng_unit(&s->rng) * w->category_sum;
    for (int c = 0; c < CATEGORIES - 1; c++) {
        at -= w->categories[c];
        if (at < 0) return c;
    }
    return CATEGORIES - 1;
}

// Products of a category stand together: two walks over them, one to weigh, one to pick.
static int product_draw(Shop *s, int category) {
    double sum = 0;
    for (int i = 0; i < s->product_count; i++) {
        if (s->products[i].item->category == category) sum += s->products[i].weight;
    }
    double at = rng_unit(&s->rng) * sum;
    int last = 0;
    for (int i = 0; i < s->product_count; i++) {
        if (s->products[i].item->category != category) continue;
        last = i;
        at -= s->products[i].weight;
        if (at < 0) break;
    }
    return last;
}

static int quantity_draw(Shop *s, bool wholesale) {
    if (wholesale) return (int)rng_between(&s->rng, 6, 24);
    double u = rng_unit(&s->rng);
    return u < 0.68 ? 1 : u < 0.90 ? 2 : u < 0.97 ? 3 : 4;
}

static int discount_draw(Shop *s, int segment) {
    double u = rng_unit(&s->rng);
    if (segment == 2) return 8;
    if (u < 0.08) return 10;
    if (u < 0.20) return 5;
    return segment == 1 ? 2 : 0;
}

static bool line_draw(Shop *s, const ShopBill *bill, Date day, const DayWeights *w,
                      ShopLine *ret_line) {
    int product = product_draw(s, category_draw(s, w));
    int segment = bill->customer < 0 ? 0 : s->customers[bill->customer].segment;
    int wanted = quantity_draw(s, segment == 2);
    int discount = discount_draw(s, segment);
    int *on_hand = &s->on_hand[bill->store * s->product_count + product];
    for (int i = 0; i < bill->line_count; i++) {
        if (bill->lines[i].product == product) return false;
    }
    if (*on_hand == 0) return false;
    int sold = wanted < *on_hand ? wanted : *on_hand;
    *on_hand -= sold;
    *ret_line = (ShopLine){.product = product,
                           .quantity = sold,
                           .price = demo_shop_price(s, product, day),
                           .discount_percent = discount};
    return true;
}

static Moment bill_moment(Shop *s, Date day) {
    // Two waves: late morning and evening.
    double hour = rng_unit(&s->rng) < 0.4 ? 11.2 + 1.4 * rng_normal(&s->rng)
                                          : 18.9 + 1.5 * rng_normal(&s->rng);
    if (hour < 8) hour = 8 + rng_unit(&s->rng);
    if (hour > 21.8) hour = 21.8 - rng_unit(&s->rng);
    return day * MOMENT_DAY + (Moment)(hour * 3600) * MOMENT_SECOND;
}

static int customer_draw(Shop *s, int store, Date day) {
    if (rng_unit(&s->rng) < 0.42) return -1;
    for (int tries = 0; tries < 8; tries++) {
        // Squaring makes some come often and most seldom.
        double u = rng_unit(&s->rng);
        int customer = (int)(u * u * CUSTOMERS);
        const ShopCustomer *c = &s->customers[customer];
        if (c->store == store && c->joined <= day) return customer;
    }
    return -1;
}

static void bill_make(Shop *s, int store, Date day, const DayWeights *w, const ShopHooks *hooks) {
    ShopBill bill = {.store = store, .at = bill_moment(s, day)};
    bill.customer = customer_draw(s, store, day);
    double payment = rng_unit(&s->rng);
    bill.payment = payment < 0.58 ? 0 : payment < 0.86 ? 1 : 2;
    int lines = 1 + (int)(-2.9 * log(1 - rng_unit(&s->rng)));
    if (lines > SHOP_LINES_MAX) lines = SHOP_LINES_MAX;
    for (int i = 0; i < lines; i++) {
        if (line_draw(s, &bill, day, w, &bill.lines[bill.line_count])) bill.line_count++;
    }
    if (bill.line_count == 0) return;  // what they came for was not there
    bill.number = ++s->bill_number;
    hooks->bill(hooks->ctx, &bill);
}

static int bills_today(Shop *s, int store, Date day) {
    double years = (day - s->first) / 365.25;
    double mean = BILLS_A_DAY * CATALOGUE_STORES[store].share * demo_season_weekday(day) *
                  (1 + 0.30 * demo_season_festival(day)) * (1 + 0.09 * years);
    if (store == 2 && in_range(s->slow_week, day)) mean *= 0.33;
    double bills = mean + sqrt(mean) * rng_normal(&s->rng);
    return bills < 1 ? 1 : (int)round(bills);
}

static void order_receive(Shop *s, int store, int product, Date day, const ShopHooks *hooks) {
    int cell = store * s->product_count + product;
    struct ShopOrder *order = &s->orders[cell];
    if (order->quantity == 0 || order->due > day) return;
    if (product == s->stopped && in_range(s->supplier_stop, day)) return;
    ShopPurchase purchase = {.number = ++s->purchase_number,
                             .ordered = order->ordered,
                             .received = day,
                             .store = store,
                             .product = product,
                             .quantity = order->quantity,
                             .unit_cost = demo_shop_cost(s, product, order->ordered)};
    hooks->purchase(hooks->ctx, &purchase);
    s->on_hand[cell] += order->quantity;
    order->quantity = 0;
}

static void order_place(Shop *s, int store, int product, Date day) {
    int cell = store * s->product_count + product;
    struct ShopOrder *order = &s->orders[cell];
    if (order->quantity > 0 || s->on_hand[cell] > s->reorder_level[cell]) return;
    int category = s->products[product].item->category;
    double ahead =
        1 + (CATALOGUE_CATEGORIES[category].festival - 1) * fmax(0, demo_season_festival(day + 6));
    double wanted = daily_demand(s, store, product) * COVER_DAYS * ahead;
    order->quantity = (int)ceil((wanted + s->reorder_level[cell]) / 6) * 6;
    order->ordered = day;
    order->due = day + CATALOGUE_SUPPLIERS[category].lead_days;
}

void demo_shop_run(Shop *s, const ShopHooks *hooks) {
    for (Date day = s->first; day < s->end; day++) {
        DayWeights w = day_weights(day);
        for (int store = 0; store < SHOP_STORES; store++) {
            for (int p = 0; p < s->product_count; p++) order_receive(s, store, p, day, hooks);
            int bills = bills_today(s, store, day);
            for (int i = 0; i < bills; i++) bill_make(s, store, day, &w, hooks);
            for (int p = 0; p < s->product_count; p++) order_place(s, store, p, day);
        }
        hooks->day_end(hooks->ctx, day);
    }
}
