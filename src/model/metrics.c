// The sales of a business stand in one of three shapes, looked for in this order:
//   flat    one table with an amount a row (a Superstore export)
//   lines   quantity and price a line, with a header that has the date and the customer
//   header  a total a bill and no lines
// Where lines and a header's total are both there, revenue is made from the lines: it can be
// broken down by product as well as by everything of the header, and the header's total stays as
// a figure of its own. An amount column beats quantity times price: it has the business's rounding.
#include "model/metrics.h"

#include "model/join_names.h"
#include "model/name_words.h"

typedef struct WordScore {
    Str word;
    int score;
} WordScore;

// The columns of one table that figures are made of; -1 none.
typedef struct Parts {
    int table;
    int amount, price, quantity, discount, cost, unit_cost, profit;
    int header;       // the table that a line belongs to
    int header_link;  // the line's column that refers to it
    int order_code;   // of a flat table: the bill's number
} Parts;

typedef struct Recipe {
    const char *name, *label;
    const char *synonyms;  // with commas
    Additivity additivity;
    const char *unit;  // NULL: that of the money
} Recipe;

static const Recipe REVENUE = {
    "revenue", "revenue",
    "sales,total sales,turnover,takings,income,sales amount,sales value,earnings,bikri,kul bikri,"
    "बिक्री,कुल बिक्री,business",
    ADD_SUM, NULL};
static const Recipe QUANTITY = {
    "quantity", "quantity sold",
    "units sold,units,quantity,qty,pieces,volume,sales volume,items sold,number sold", ADD_SUM, ""};
static const Recipe COST = {
    "cost", "cost", "cost of goods,cogs,total cost,purchase cost,lagat,लागत", ADD_SUM, NULL};
static const Recipe PROFIT = {"profit", "profit",
                              "gross profit,gain,munafa,"
                              "मुनाफ़ा,मुनाफा,total profit",
                              ADD_SUM, NULL};
static const Recipe MARGIN = {"margin", "margin",
                              "profit margin,margin percent,gross margin,profitability,profit rate",
                              ADD_AVERAGE, "%"};
static const Recipe AVERAGE_ORDER = {
    "average_order_value", "average order value",
    "aov,average bill value,average bill,basket size,average basket,ticket size,average ticket,"
    "average invoice value,average order size,average order,average invoice,average purchase",
    ADD_AVERAGE, NULL};

static const WordScore AMOUNT_WORDS[] = {
    {STR("sale"), 10},    {STR("sales"), 10},     {STR("revenue"), 10},   {STR("turnover"), 10},
    {STR("amount"), 6},   {STR("total"), 5},      {STR("net"), 3},        {STR("line"), 2},
    {STR("value"), 3},    {STR("gross"), 1},      {STR("grand"), 2},      {STR("bill"), 2},
    {STR("invoice"), 2},  {STR("subtotal"), 5},   {STR("order"), 1},      {STR("price"), 1},
    {STR("tax"), -20},    {STR("vat"), -20},      {STR("gst"), -20},      {STR("discount"), -20},
    {STR("cost"), -20},   {STR("freight"), -20},  {STR("shipping"), -20}, {STR("refund"), -20},
    {STR("return"), -20}, {STR("forecast"), -20}, {STR("target"), -20},   {STR("budget"), -20},
    {STR("profit"), -20}, {STR("paid"), -8},      {STR("due"), -20},      {STR("quantity"), -20},
    {STR("unit"), -20},   {STR("count"), -20},    {STR("number"), -20},   {STR("outstanding"), -20},
    {STR("tip"), -20},    {STR("fee"), -10},      {STR("year"), -20},     {STR("day"), -20},
    {STR("last"), -10},   {STR("previous"), -10}, {STR("global"), -6},    {STR("volume"), -20},
};
static const WordScore PRICE_WORDS[] = {
    {STR("price"), 8},      {STR("rate"), 6},     {STR("selling"), 4},    {STR("sale"), 3},
    {STR("sales"), 3},      {STR("unit"), 2},     {STR("mrp"), 2},        {STR("cost"), -20},
    {STR("purchase"), -10}, {STR("tax"), -20},    {STR("discount"), -20}, {STR("buying"), -20},
    {STR("interest"), -20}, {STR("market"), -20}, {STR("exchange"), -20}, {STR("conversion"), -20},
    {STR("growth"), -20},
};
static const WordScore QUANTITY_WORDS[] = {
    {STR("quantity"), 8}, {STR("unit"), 5},       {STR("sold"), 3},    {STR("piece"), 5},
    {STR("price"), -20},  {STR("cost"), -20},     {STR("stock"), -20}, {STR("order"), 1},
    {STR("return"), -10}, {STR("returned"), -20}, {STR("free"), -10},
};
static const WordScore DISCOUNT_WORDS[] = {{STR("discount"), 8}, {STR("rebate"), 6}};
static const WordScore COST_WORDS[] = {
    {STR("cost"), 8},   {STR("cogs"), 9},      {STR("shipping"), -20},
    {STR("unit"), -20}, {STR("freight"), -20}, {STR("per"), -20},
};
static const WordScore UNIT_COST_WORDS[] = {
    {STR("cost"), 5},   {STR("unit"), 3},      {STR("purchase"), 2},   {STR("price"), 2},
    {STR("buying"), 5}, {STR("selling"), -20}, {STR("shipping"), -20},
};
static const WordScore PROFIT_WORDS[] = {
    {STR("profit"), 8}, {STR("ratio"), -20}, {STR("margin"), -20}, {STR("percent"), -20}};

// How much a table is about sales, by what it is called.
static const WordScore SALES_WORDS[] = {
    {STR("sale"), 6},        {STR("sales"), 6},        {STR("order"), 5},
    {STR("invoice"), 5},     {STR("bill"), 5},         {STR("receipt"), 4},
    {STR("transaction"), 4}, {STR("line"), 1},         {STR("detail"), 1},
    {STR("item"), 1},        {STR("pos"), 3},          {STR("superstore"), 4},
    {STR("rental"), 2},      {STR("booking"), 2},      {STR("payment"), 1},
    {STR("purchase"), -8},   {STR("procurement"), -9}, {STR("expense"), -9},
    {STR("payroll"), -9},    {STR("return"), -9},      {STR("refund"), -9},
    {STR("stock"), -6},      {STR("inventory"), -6},   {STR("price"), -6},
    {STR("budget"), -9},     {STR("forecast"), -9},    {STR("supplier"), -5},
    {STR("vendor"), -5},     {STR("target"), -9},      {STR("market"), -6},
    {STR("competitor"), -6}, {STR("quote"), -5},       {STR("employee"), -9},
};

static int words_score(StrList words, const WordScore *table, size_t count) {
    int score = 0;
    for (size_t i = 0; i < words.count; i++) {
        for (size_t k = 0; k < count; k++) {
            if (str_eq(words.items[i], table[k].word)) score += table[k].score;
        }
    }
    return score;
}

// The measure of the table whose name fits best; `additivity` ADD_NONE: any.
static int part_find(const Inference *inf, int table, const WordScore *words, size_t count,
                     Additivity additivity) {
    enum { SCORE_MIN = 5 };
    const ModelTable *t = &inf->m->tables[table];
    int best = SCORE_MIN - 1, found = -1;
    for (size_t i = 0; i < t->column_count; i++) {
        const ModelColumn *c = &t->columns[i];
        if (c->role != ROLE_MEASURE) continue;
        if (additivity != ADD_NONE && c->additivity != additivity) continue;
        StrList names = inf->column_words[table][i];
        int score = words_score(names, words, count);
        if (score <= best) continue;
        best = score;
        found = (int)i;
    }
    return found;
}

#define FIND(inf, table, words, additivity)                                                        \
    part_find((inf), (table), (words), COUNT_OF(words), (additivity))

// The fact that a row of `table` belongs to: bill of a bill line.
static void header_find(const Inference *inf, Parts *p) {
    const Model *m = inf->m;
    p->header = -1;
    p->header_link = -1;
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *j = &m->joins[i];
        bool fact = j->to_table != p->table && m->tables[j->to_table].kind == TABLE_FACT;
        if (j->from_table != p->table || !fact) continue;
        p->header = j->to_table;
        p->header_link = j->from_column;
        return;
    }
}

static int order_code_find(const Inference *inf, int table) {
    static const WordScore WORDS[] = {{STR("order"), 5},
                                      {STR("invoice"), 5},
                                      {STR("bill"), 5},
                                      {STR("receipt"), 5},
                                      {STR("transaction"), 5}};
    const ModelTable *t = &inf->m->tables[table];
    for (size_t i = 0; i < t->column_count; i++) {
        StrList words = inf->column_words[table][i];
        bool coded = words.count > 1 && join_names_is_id_word(words.items[words.count - 1]);
        if (coded && words_score(words, WORDS, COUNT_OF(WORDS)) > 0) return (int)i;
    }
    return -1;
}

static Parts parts_find(const Inference *inf, int table) {
    Parts p = {.table = table};
    p.amount = FIND(inf, table, AMOUNT_WORDS, ADD_SUM);
    p.price = FIND(inf, table, PRICE_WORDS, ADD_AVERAGE);
    p.quantity = FIND(inf, table, QUANTITY_WORDS, ADD_SUM);
    p.discount = FIND(inf, table, DISCOUNT_WORDS, ADD_NONE);
    p.cost = FIND(inf, table, COST_WORDS, ADD_SUM);
    p.unit_cost = FIND(inf, table, UNIT_COST_WORDS, ADD_AVERAGE);
    p.profit = FIND(inf, table, PROFIT_WORDS, ADD_SUM);
    if (p.unit_cost == p.price) p.unit_cost = -1;
    p.order_code = order_code_find(inf, table);
    header_find(inf, &p);
    return p;
}

static bool has_revenue(const Parts *p) {
    return p->amount >= 0 || (p->price >= 0 && p->quantity >= 0);
}

// Lines above headers above the rest, within what is about sales.
static int sales_rank(const Inference *inf, const Parts *p) {
    const ModelTable *t = &inf->m->tables[p->table];
    StrList words = inf->table_words[p->table];
    int score = words_score(words, SALES_WORDS, COUNT_OF(SALES_WORDS));
    if (p->header >= 0) {
        StrList header = inf->table_words[p->header];
        int of_header = words_score(header, SALES_WORDS, COUNT_OF(SALES_WORDS));
        score = of_header < score ? of_header : score;
        if (score >= 0) score += 4;
    }
    if (t->kind == TABLE_FACT) score += 4;
    if (p->amount >= 0) {
        StrList amount = inf->column_words[p->table][p->amount];
        score += name_words_has(amount, S("sales")) || name_words_has(amount, S("revenue")) ? 4 : 0;
    }
    return score;
}

static bool sales_find(const Inference *inf, Parts *ret) {
    enum { RANK_MIN = 4 };
    int best = RANK_MIN - 1;
    for (size_t i = 0; i < inf->m->table_count; i++) {
        Parts p = parts_find(inf, (int)i);
        if (!has_revenue(&p) || inf->m->tables[i].kind == TABLE_DIMENSION) continue;
        int rank = sales_rank(inf, &p);
        if (rank <= best) continue;
        best = rank;
        *ret = p;
    }
    return best >= RANK_MIN;
}

static Expr *column_of(const Inference *inf, const Parts *p, int column) {
    return expr_column(inf->arena, p->table, column);
}

typedef enum DiscountKind { DISCOUNT_FRACTION, DISCOUNT_PERCENT, DISCOUNT_AMOUNT } DiscountKind;

// 0.15, 15 or ₹40: by the unit, the name, then the values: percents are mostly whole fives.
static DiscountKind discount_kind(const Inference *inf, const Parts *p) {
    const ModelColumn *c = &inf->m->tables[p->table].columns[p->discount];
    const Profile *f = &c->profile;
    StrList words = inf->column_words[p->table][p->discount];
    double high = f->max.is_null ? 0 : f->max.f;
    if (high <= 1) return DISCOUNT_FRACTION;
    bool named = name_words_has(words, S("percent")) || name_words_has(words, S("rate"));
    if (str_eq(c->unit, S("%")) || named) return DISCOUNT_PERCENT;
    if (high > 100 || name_words_has(words, S("amount"))) return DISCOUNT_AMOUNT;
    uint64_t fives = 0, seen = 0;
    for (size_t i = 0; i < f->top_count; i++) {
        double value = 0;
        if (!str_to_float(f->top[i].text, &value)) continue;
        seen += f->top[i].count;
        bool five = value >= 0 && value <= 100 && !(value - 5 * (double)(int)(value / 5) > 0);
        if (five) fives += f->top[i].count;
    }
    return fives * 10 >= seen * 8 ? DISCOUNT_PERCENT : DISCOUNT_AMOUNT;
}

// quantity * price, less what the discount takes.
static Expr *line_value(const Inference *inf, const Parts *p) {
    Arena *a = inf->arena;
    Expr *value =
        expr_call2(a, OP_MUL, column_of(inf, p, p->quantity), column_of(inf, p, p->price));
    if (p->discount < 0) return value;
    Expr *discount = column_of(inf, p, p->discount);
    if (inf->m->tables[p->table].columns[p->discount].profile.nulls > 0) {
        discount = expr_call2(a, OP_COALESCE, discount, expr_int(a, 0));
    }
    DiscountKind kind = discount_kind(inf, p);
    if (kind == DISCOUNT_AMOUNT) return expr_call2(a, OP_SUB, value, discount);
    if (kind == DISCOUNT_PERCENT) discount = expr_call2(a, OP_DIV, discount, expr_int(a, 100));
    return expr_call2(a, OP_MUL, value, expr_call2(a, OP_SUB, expr_int(a, 1), discount));
}

static StrList synonyms_split(Arena *a, const char *text) {
    VEC(Str) list = {0};
    Str rest = str_from(text), part = {0};
    while (rest.ptr && rest.len > 0 && str_next_part(&rest, ',', &part)) {
        *vec_push(a, &list) = part;
    }
    return (StrList){.items = list.items, .count = list.count};
}

static Str expression_text(const Inference *inf, int table, const Expr *e) {
    Buf out;
    buf_init(&out, EXPR_TEXT_MAX);
    expr_write_in(&out, inf->m, table, e);
    Str text = str_dup(inf->arena, buf_str(&out));
    buf_done(&out);
    return text;
}

// "invoice total" as a name: invoice_total.
static Str name_of(Arena *a, const char *label) {
    Str text = str_from(label);
    char *name = arena_new(a, char, text.len + 1);
    for (size_t i = 0; i < text.len; i++) name[i] = text.ptr[i] == ' ' ? '_' : text.ptr[i];
    return str_of(name, text.len);
}

static Metric *metric_add(Inference *inf, const Recipe *r, int table, Expr *e, Str money) {
    Model *m = inf->m;
    Metric *metric = &m->metrics[m->metric_count];
    *metric = (Metric){.name = name_of(inf->arena, r->name),
                       .label = str_from(r->label),
                       .synonyms = synonyms_split(inf->arena, r->synonyms),
                       .table = table,
                       .expression = expression_text(inf, table, e),
                       .expr = e,
                       .unit = r->unit ? str_from(r->unit) : money,
                       .additivity = r->additivity,
                       .origin = ORIGIN_INFERRED};
    m->metric_count++;
    return metric;
}

static Expr *sum_of(const Inference *inf, Expr *e) { return expr_call1(inf->arena, OP_SUM, e); }

static Expr *cost_of(const Inference *inf, const Parts *p) {
    if (p->cost >= 0) return sum_of(inf, column_of(inf, p, p->cost));
    if (p->unit_cost < 0 || p->quantity < 0) return NULL;
    return sum_of(inf, expr_call2(inf->arena, OP_MUL, column_of(inf, p, p->quantity),
                                  column_of(inf, p, p->unit_cost)));
}

static void profit_make(Inference *inf, const Parts *p, int revenue, Str money) {
    Arena *a = inf->arena;
    Expr *cost = cost_of(inf, p), *profit = NULL;
    int cost_metric = (int)inf->m->metric_count;
    if (cost) metric_add(inf, &COST, p->table, cost, money);
    if (p->profit >= 0) profit = sum_of(inf, column_of(inf, p, p->profit));
    if (!profit && cost) {
        profit = expr_call2(a, OP_SUB, expr_metric(a, revenue), expr_metric(a, cost_metric));
    }
    if (!profit) return;
    int profit_metric = (int)inf->m->metric_count;
    metric_add(inf, &PROFIT, p->table, profit, money);
    Expr *share = expr_call2(a, OP_DIV, expr_metric(a, profit_metric), expr_metric(a, revenue));
    Expr *percent = expr_call2(a, OP_MUL, expr_int(a, 100), share);
    metric_add(inf, &MARGIN, p->table, percent, money);
}

// "orders", "bills": as the business calls them.
static void orders_make(Inference *inf, const Parts *p, int revenue, Str money) {
    Arena *a = inf->arena;
    int table = p->header >= 0 ? p->header : p->table;
    const ModelTable *t = &inf->m->tables[table];
    bool one_a_row = p->header >= 0 || p->order_code < 0;
    if (one_a_row && p->header < 0 && t->key_count != 1) return;
    Str label = t->label;
    if (!one_a_row) {
        StrList words = inf->column_words[table][p->order_code];
        label = name_words_plural(a, words.items[0]);
    }
    Str one = name_words_singular(a, label);
    Str synonyms = str_fmt(a, "number of " STR_F "," STR_F " count," STR_F "s count", STR_A(label),
                           STR_A(one), STR_A(one));
    Recipe orders = {str_z(a, label), str_z(a, label), str_z(a, synonyms), ADD_SUM, ""};
    Expr *count = one_a_row ? expr_call1(a, OP_COUNT, expr_rows(a, table))
                            : expr_call1(a, OP_COUNT_DISTINCT, column_of(inf, p, p->order_code));
    metric_add(inf, &orders, table, count, money);

    int key = p->header >= 0 ? p->header_link : p->order_code;
    Expr *each = key >= 0 ? expr_call1(a, OP_COUNT_DISTINCT, column_of(inf, p, key))
                          : expr_call1(a, OP_COUNT, expr_rows(a, p->table));
    Expr *average = expr_call2(a, OP_DIV, expr_metric(a, revenue), each);
    metric_add(inf, &AVERAGE_ORDER, p->table, average, money);
}

static Str money_unit(const Inference *inf, const Parts *p) {
    int column = p->amount >= 0 ? p->amount : p->price;
    Str unit = inf->m->tables[p->table].columns[column].unit;
    return unit.len > 0 ? unit : inf->currency;
}

// The header's own total, where the lines already make the revenue.
static void header_total_make(Inference *inf, const Parts *lines) {
    if (lines->header < 0) return;
    Parts header = parts_find(inf, lines->header);
    if (header.amount < 0) return;
    const ModelTable *t = &inf->m->tables[header.table];
    Arena *a = inf->arena;
    Str one = name_words_singular(a, t->label);
    Str column = t->columns[header.amount].label;
    bool named = name_words_has(inf->column_words[header.table][header.amount], one);
    Str label = named ? column : str_fmt(a, STR_F " " STR_F, STR_A(one), STR_A(column));
    Str synonyms = str_fmt(a, "billed amount,amount billed," STR_F " amount", STR_A(one));
    Recipe r = {str_z(a, label), str_z(a, label), str_z(a, synonyms), ADD_SUM, NULL};
    metric_add(inf, &r, header.table, sum_of(inf, column_of(inf, &header, header.amount)),
               money_unit(inf, &header));
}

static bool is_purchase(const Inference *inf, int table) {
    StrList words = inf->table_words[table];
    return name_words_has(words, S("purchase")) || name_words_has(words, S("procurement"));
}

// What was bought, where the business writes it down.
static void purchases_make(Inference *inf) {
    static const Recipe PURCHASES = {"purchases", "purchases",
                                     "purchase value,purchase amount,bought,buying,kharidi",
                                     ADD_SUM, NULL};
    for (size_t i = 0; i < inf->m->table_count; i++) {
        Parts p = parts_find(inf, (int)i);
        if (p.amount < 0) p.amount = p.cost;
        if (p.price < 0) p.price = p.unit_cost;
        if (!is_purchase(inf, (int)i) || !has_revenue(&p)) continue;
        Expr *value = p.amount >= 0 ? column_of(inf, &p, p.amount) : line_value(inf, &p);
        metric_add(inf, &PURCHASES, p.table, sum_of(inf, value), money_unit(inf, &p));
        return;
    }
}

bool metrics_make(Inference *inf, Err *err) {
    enum { METRICS_MAX = 16 };
    Model *m = inf->m;
    Parts p = {0};
    m->metrics = arena_new(inf->arena, Metric, METRICS_MAX);
    if (sales_find(inf, &p)) {
        Str money = money_unit(inf, &p);
        Expr *value = p.amount >= 0 ? column_of(inf, &p, p.amount) : line_value(inf, &p);
        m->default_metric = (int)m->metric_count;
        metric_add(inf, &REVENUE, p.table, sum_of(inf, value), money);
        if (p.quantity >= 0) {
            metric_add(inf, &QUANTITY, p.table, sum_of(inf, column_of(inf, &p, p.quantity)), money);
        }
        profit_make(inf, &p, m->default_metric, money);
        orders_make(inf, &p, m->default_metric, money);
        header_total_make(inf, &p);
    }
    purchases_make(inf);
    // Each text must read back as what was meant: a slip here is ours, told at once.
    for (size_t i = 0; i < m->metric_count; i++) {
        if (!metrics_compile(m, inf->arena, &m->metrics[i], err)) return false;
    }
    return true;
}
