#include "flow/dashboard_template.h"

#include <assert.h>
#include <string.h>

#include "flow/dashboard_doc.h"
#include "flow/dashboard_parts.h"
#include "flow/period_renew.h"
#include "plan/plan_words.h"

enum { CARDS_LEAST = 3, PLAN_BYTES_MAX = 1 << 20 };

typedef struct TemplateCard {
    const char *kind;
    PartMeasure measure;
    PartGroup group;
    const char *period;  // "" all of it
    int limit;           // 0: all; of groups that are no time: the highest
    bool lowest;         // the lowest instead
    const char *chart;
    int w, h;
} TemplateCard;

typedef struct Template {
    const char *id, *name, *why;
    PartMeasure must;  // without it, it is not what its name says
    const TemplateCard *cards;
    size_t count;
} Template;

static const TemplateCard DAY[] = {
    {"kpi", MEASURE_MONEY, BY_WHOLE, WORD("yesterday"), 0, false, "", 3, 2},
    {"kpi", MEASURE_ORDERS, BY_WHOLE, WORD("yesterday"), 0, false, "", 3, 2},
    {"kpi", MEASURE_AVERAGE, BY_WHOLE, WORD("yesterday"), 0, false, "", 3, 2},
    {"kpi", MEASURE_QUANTITY, BY_WHOLE, WORD("yesterday"), 0, false, "", 3, 2},
    {"plan", MEASURE_MONEY, BY_DAY, WORD("past 30 days"), 0, false, "line", 8, 4},
    {"plan", MEASURE_MONEY, BY_WEEKDAYS, WORD("past 30 days"), 0, false, "bar", 4, 4},
    {"plan", MEASURE_MONEY, BY_STORE, WORD("yesterday"), 8, false, "", 4, 5},
    {"plan", MEASURE_QUANTITY, BY_PRODUCT, WORD("yesterday"), 8, false, "", 4, 5},
    {"plan", MEASURE_MONEY, BY_CATEGORY, WORD("yesterday"), 8, false, "", 4, 5},
    {"plan", MEASURE_MONEY, BY_SORT, WORD("past 30 days"), 6, false, "", 4, 5},
    {"plan", MEASURE_STOCK, BY_PRODUCT, "", 8, true, "", 4, 5},
};

static const TemplateCard SALES[] = {
    {"kpi", MEASURE_MONEY, BY_WHOLE, WORD("this month"), 0, false, "", 3, 2},
    {"kpi", MEASURE_MONEY, BY_WHOLE, WORD("last month"), 0, false, "", 3, 2},
    {"kpi", MEASURE_PROFIT, BY_WHOLE, WORD("last month"), 0, false, "", 3, 2},
    {"kpi", MEASURE_AVERAGE, BY_WHOLE, WORD("last month"), 0, false, "", 3, 2},
    {"plan", MEASURE_MONEY, BY_MONTH, "", 0, false, "line", 8, 4},
    {"plan", MEASURE_MONEY, BY_CATEGORY, "", 8, false, "", 4, 4},
    {"plan", MEASURE_MONEY, BY_PRODUCT, "", 10, false, "", 4, 4},
    {"plan", MEASURE_MONEY, BY_STORE, "", 10, false, "", 4, 4},
    {"plan", MEASURE_MONEY, BY_PLACE, "", 10, false, "", 4, 4},
    {"plan", MEASURE_MONEY, BY_SORT, "", 6, false, "", 4, 4},
    {"plan", MEASURE_QUANTITY, BY_PRODUCT, "", 10, false, "", 4, 4},
    {"plan", MEASURE_MONEY, BY_WEEKDAYS, "", 0, false, "bar", 4, 4},
};

static const TemplateCard STOCK[] = {
    {"kpi", MEASURE_STOCK, BY_WHOLE, "", 0, false, "", 3, 2},
    {"kpi", MEASURE_QUANTITY, BY_WHOLE, WORD("past 30 days"), 0, false, "", 3, 2},
    {"plan", MEASURE_STOCK, BY_PRODUCT, "", 15, true, "", 6, 5},
    {"plan", MEASURE_STOCK, BY_PRODUCT, "", 15, false, "", 6, 5},
    {"plan", MEASURE_STOCK, BY_CATEGORY, "", 10, false, "", 6, 4},
    {"plan", MEASURE_STOCK, BY_STORE, "", 10, false, "", 6, 4},
    {"plan", MEASURE_QUANTITY, BY_PRODUCT, WORD("past 30 days"), 15, false, "", 6, 5},
    {"plan", MEASURE_QUANTITY, BY_WEEK, "", 0, false, "line", 6, 4},
};

static const TemplateCard CUSTOMERS[] = {
    {"kpi", MEASURE_CUSTOMERS, BY_WHOLE, "", 0, false, "", 3, 2},
    {"kpi", MEASURE_BUYERS, BY_WHOLE, WORD("past 30 days"), 0, false, "", 3, 2},
    {"kpi", MEASURE_AVERAGE, BY_WHOLE, WORD("past 30 days"), 0, false, "", 3, 2},
    {"plan", MEASURE_BUYERS, BY_MONTH, "", 0, false, "line", 6, 4},
    {"plan", MEASURE_MONEY, BY_CUSTOMER, "", 15, false, "", 6, 5},
    {"plan", MEASURE_CUSTOMERS, BY_SEGMENT, "", 10, false, "", 6, 4},
    {"plan", MEASURE_MONEY, BY_SEGMENT, "", 10, false, "", 6, 4},
    {"plan", MEASURE_ORDERS, BY_CUSTOMER, "", 15, false, "", 6, 5},
};

static const Template TEMPLATES[] = {
    {"retail-day", WORD("Retail day"), WORD("How the last day went, and what runs low."),
     MEASURE_MONEY, DAY, COUNT_OF(DAY)},
    {"sales", WORD("Sales"), WORD("What sells, where and since when."), MEASURE_MONEY, SALES,
     COUNT_OF(SALES)},
    {"stock", WORD("Stock"), WORD("What lies in the shelves, and what leaves them."), MEASURE_STOCK,
     STOCK, COUNT_OF(STOCK)},
    {"customers", WORD("Customers"), WORD("Who buys, how much and how often."), MEASURE_CUSTOMERS,
     CUSTOMERS, COUNT_OF(CUSTOMERS)},
};

void dashboard_template_done(DashboardTemplate *t) {
    json_decref(t->doc);
    t->doc = NULL;
}

// A template on its way into a document.
typedef struct Filling {
    const Model *m;
    const DashboardParts *parts;
    Date today;
    Words w;
    Arena *a;
    Json *cards;
    int x, y, row;     // where the next card goes; the height of the row
    size_t first;      // card of the row
    const char *kind;  // of its cards
} Filling;

static Str capital(Str text, Arena *a) {
    Str copy = str_dup(a, text);
    if (copy.len == 0 || copy.ptr[0] < 'a' || copy.ptr[0] > 'z') return copy;
    return str_fmt(a, "%c" STR_F, copy.ptr[0] - 32, STR_A(str_skip(copy, 1)));
}

// The period of the card when there are rows in it, else a longer one, else none: an export of
// two years ago has no yesterday.
static void period_set(const Filling *f, const TemplateCard *card, Plan *p) {
    const char *const words[] = {card->period, WORD("past 30 days")};
    for (size_t i = 0; i < COUNT_OF(words) && card->period[0]; i++) {
        PlanTime time = {.is_set = true, .column = f->parts->time};
        bool read =
            period_renew_read(str_from(words[i]), (PeriodDay){.today = f->today}, f->a, &time);
        bool within =
            read && f->parts->days.first < time.range.end && f->parts->days.end > time.range.first;
        if (!within) continue;
        p->time = time;
        return;
    }
}

static void order_set(const TemplateCard *card, Arena *a, Plan *p) {
    if (p->dimension_count == 0) return;
    bool by_time = dashboard_parts_is_time(card->group);
    plan_add_order(a, p,
                   (PlanOrder){.by = by_time ? ORDER_DIMENSION : ORDER_MEASURE,
                               .descending = !by_time && !card->lowest});
    p->limit = card->limit;
}

// "revenue by product": in English the parts say it more shortly.
static Str title_said(const Filling *f, const Plan *p) {
    Str measure = plan_words_measure(f->m, p, 0, f->w);
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (p->dimensions[i].hidden) continue;
        return words_of(f->w, "{measures} by {dimensions}", {"measures", measure},
                        {"dimensions", plan_words_dimension(f->m, p, i, f->w)});
    }
    return measure;
}

static bool card_plan(const Filling *f, const TemplateCard *card, Plan **ret, Str *ret_title) {
    Err none = {0};
    Plan *p = plan_new(f->a);
    Str title = {0};
    if (!dashboard_parts_measure(f->parts, card->measure, f->a, p, &title) ||
        !dashboard_parts_group(f->parts, card->group, f->a, p, &title)) {
        return false;
    }
    if (f->parts->has_time && dashboard_parts_is_timed(card->measure)) period_set(f, card, p);
    order_set(card, f->a, p);
    if (!plan_check(f->m, p, &none) || !plan_join(f->m, f->a, p, &none)) return false;
    if (!words_are_english(f->w)) title = title_said(f, p);
    if (p->time.is_set) {
        Str period = words_text(f->w, str_z(f->a, p->time.words));
        title = words_of(f->w, "{said}, {part}", {"said", title}, {"part", period});
    }
    if (card->lowest) title = words_of(f->w, "{title}, lowest", {"title", title});
    *ret = p;
    *ret_title = capital(title, f->a);
    return true;
}

static Json *plan_json(const Filling *f, const Plan *p) {
    CLEANUP(buf_done) Buf text;
    Err none = {0};
    Json *json = NULL;
    buf_init(&text, PLAN_BYTES_MAX);
    JsonW w = jsonw_to(&text);
    plan_write(&w, f->m, p);
    return !text.overflow && json_parse(buf_str(&text), &json, &none) ? json : NULL;
}

static bool title_is_there(const Filling *f, Str title) {
    for (size_t i = 0; i < json_array_size(f->cards); i++) {
        const Json *other = json_object_get(json_array_get(f->cards, i), "title");
        if (str_eq(str_from(json_string_value(other)), title)) return true;
    }
    return false;
}

// The row is full, or no card is left for it: its cards share what it has over in width, and are
// all as high as the highest. A card that the data does not fill so leaves no hole.
static void row_close(Filling *f) {
    int count = (int)(json_array_size(f->cards) - f->first);
    int spare = DASHBOARD_COLUMNS - f->x, x = 0;
    for (int i = 0; i < count; i++) {
        Json *card = json_array_get(f->cards, f->first + (size_t)i);
        int w = (int)json_integer_value(json_object_get(card, "w"));
        w += spare / count + (i < spare % count);
        json_object_set_new(card, "x", json_integer(x));
        json_object_set_new(card, "w", json_integer(w));
        json_object_set_new(card, "h", json_integer(f->row));
        x += w;
    }
    f->first += (size_t)count;
    f->y += f->row;
    f->x = f->row = 0;
}

static void place_set(Filling *f, const TemplateCard *card, Json *json) {
    bool other =
        f->x > 0 && strcmp(f->kind, card->kind) != 0;  // figures stand in rows of their own
    if (other || f->x + card->w > DASHBOARD_COLUMNS) row_close(f);
    f->kind = card->kind;
    json_object_set_new(json, "x", json_integer(f->x));
    json_object_set_new(json, "y", json_integer(f->y));
    json_object_set_new(json, "w", json_integer(card->w));
    json_object_set_new(json, "h", json_integer(card->h));
    f->x += card->w;
    if (card->h > f->row) f->row = card->h;
}

static void card_add(Filling *f, const TemplateCard *card) {
    Plan *plan = NULL;
    Str title = {0};
    if (!card_plan(f, card, &plan, &title) || title_is_there(f, title)) return;
    Json *kept = plan_json(f, plan);
    if (!kept) return;
    Json *json = json_object();
    Str id = str_fmt(f->a, "card-%zu", json_array_size(f->cards) + 1);
    json_object_set_new(json, "id", json_stringn(id.ptr, id.len));
    json_object_set_new(json, "kind", json_string(card->kind));
    json_object_set_new(json, "title", json_stringn(title.ptr, title.len));
    json_object_set_new(json, "plan", kept);
    if (card->chart[0]) json_object_set_new(json, "chart", json_string(card->chart));
    place_set(f, card, json);
    json_array_append_new(f->cards, json);
}

static void filter_add(Json *filters, const char *id, const char *op, Str column, Str label) {
    Json *json = json_object();
    json_object_set_new(json, "id", json_string(id));
    json_object_set_new(json, "op", json_string(op));
    json_object_set_new(json, "column", json_stringn(column.ptr ? column.ptr : "", column.len));
    json_object_set_new(json, "label", json_stringn(label.ptr, label.len));
    json_object_set_new(json, "values", json_array());
    json_array_append_new(filters, json);
}

static Json *filters_make(const Filling *f) {
    static const struct {
        const char *id;
        PartGroup group;
    } WISHED[] = {{"store", BY_STORE}, {"category", BY_CATEGORY}, {"place", BY_PLACE}};
    Json *filters = json_array();
    if (f->parts->has_time)
        filter_add(filters, "period", "period", S(""), words_text(f->w, "Period"));
    for (size_t i = 0; i < COUNT_OF(WISHED); i++) {
        ColumnRef c = {0};
        if (!dashboard_parts_column(f->parts, WISHED[i].group, &c)) continue;
        Str column = str_fmt(f->a, STR_F "." STR_F, STR_A(f->m->tables[c.table].name),
                             STR_A(model_at(f->m, c)->name));
        filter_add(filters, WISHED[i].id, "in", column,
                   capital(words_term(f->w, model_at(f->m, c)->label), f->a));
    }
    return filters;
}

static bool template_fill(const Model *m, const DashboardParts *parts, const Template *t,
                          Date today, Words w, DashboardTemplate *ret) {
    Filling f = {
        .m = m, .parts = parts, .today = today, .w = w, .a = parts->a, .cards = json_array()};
    Plan *probe = plan_new(f.a);
    Str ignored = {0};
    bool can = dashboard_parts_measure(parts, t->must, f.a, probe, &ignored);
    for (size_t i = 0; i < t->count && can; i++) card_add(&f, &t->cards[i]);
    row_close(&f);
    size_t count = json_array_size(f.cards);
    if (count < CARDS_LEAST) {
        json_decref(f.cards);
        return false;
    }
    Json *doc = json_object();
    json_object_set_new(doc, "name", json_string(words_text(w, t->name).ptr));
    json_object_set_new(doc, "filters", filters_make(&f));
    json_object_set_new(doc, "cards", f.cards);
    *ret = (DashboardTemplate){str_from(t->id), words_text(w, t->name), words_text(w, t->why), doc,
                               count};
    return true;
}

const char *dashboard_template_name(size_t at) {
    return at < COUNT_OF(TEMPLATES) ? TEMPLATES[at].name : NULL;
}

size_t dashboard_template_list(const Model *m, Date today, Words w, DashboardTemplate *ret) {
    DashboardParts parts = {0};
    size_t count = 0;
    if (!dashboard_parts_find(m, w.a, &parts)) return 0;
    for (size_t i = 0; i < COUNT_OF(TEMPLATES) && count < DASHBOARD_TEMPLATES_MAX; i++) {
        count += template_fill(m, &parts, &TEMPLATES[i], today, w, &ret[count]);
    }
    return count;
}

bool dashboard_template_make(const Model *m, Str id, Date today, Words w, DashboardTemplate *ret,
                             Err *err) {
    assert(m && ret && err);
    DashboardParts parts = {0};
    for (size_t i = 0; i < COUNT_OF(TEMPLATES); i++) {
        if (!str_eq(id, str_from(TEMPLATES[i].id))) continue;
        if (dashboard_parts_find(m, w.a, &parts) &&
            template_fill(m, &parts, &TEMPLATES[i], today, w, ret)) {
            return true;
        }
        return fail(err, ERR_NOT_FOUND, "this data does not fill the template '" STR_F "'",
                    STR_A(id));
    }
    return fail(err, ERR_NOT_FOUND, "there is no template '" STR_F "'", STR_A(id));
}
