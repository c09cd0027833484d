#include <math.h>

#include "flow/advice.h"
#include "flow/outlook_write.h"

enum { HISTORY_SHOWN_MAX = 730 };

void outlook_write_date(JsonW *w, const char *key, Date date) {
    char room[16];
    Buf text = {.ptr = room, .cap = sizeof room, .max = sizeof room};
    date_write(&text, date);
    jsonw_key_str(w, key, buf_str(&text));
}

static void history_write(JsonW *w, const Outlook *o) {
    const HistorySet *set = o->set;
    size_t from = o->series->start;
    if (set->count - from > HISTORY_SHOWN_MAX) from = set->count - HISTORY_SHOWN_MAX;
    jsonw_key_array(w, "history");
    for (size_t i = from; i < set->count; i++) {
        jsonw_object(w);
        outlook_write_date(w, "date", history_period(set, i));
        jsonw_key_float(w, "quantity", o->series->values[i]);
        jsonw_end(w);
    }
    jsonw_end(w);
}

// 1: known to the piece; 0: anything may come.
static double sureness(const ForecastPoint *p) {
    double half = (p->upper - p->lower) / 2;
    double size = fabs(p->mean);
    return size + half > 0 ? size / (size + half) : 1;
}

void outlook_write_points(JsonW *w, const HistorySet *set, const Forecast *f) {
    jsonw_key_array(w, "forecast");
    for (size_t i = 0; i < f->count; i++) {
        const ForecastPoint *p = &f->points[i];
        jsonw_object(w);
        outlook_write_date(w, "date", history_period(set, set->count + i));
        jsonw_key_float(w, "quantity", p->mean);
        jsonw_key_float(w, "lower", p->lower);
        jsonw_key_float(w, "upper", p->upper);
        jsonw_key_float(w, "confidence", sureness(p));
        jsonw_end(w);
    }
    jsonw_end(w);
}

void outlook_write_total(JsonW *w, const OutlookTotal *t) {
    outlook_write_date(w, "first", t->first);
    outlook_write_date(w, "last", t->last);
    jsonw_key_float(w, "quantity", t->quantity);
    jsonw_key_float(w, "lower", t->lower);
    jsonw_key_float(w, "upper", t->upper);
    if (!isnan(t->before)) jsonw_key_float(w, "before", t->before);
}

static void parts_write(JsonW *w, const Outlook *o) {
    if (o->part_count == 0) return;
    jsonw_key_str(w, "parts_level", str_from(demand_level_name(o->part_level)));
    jsonw_key_array(w, "parts");
    for (size_t i = 0; i < o->part_count; i++) {
        const OutlookPart *p = &o->parts[i];
        jsonw_object(w);
        jsonw_key_str(w, "key", p->key);
        jsonw_key_str(w, "name", p->name);
        jsonw_key_float(w, "quantity", p->total.quantity);
        jsonw_key_float(w, "lower", p->total.lower);
        jsonw_key_float(w, "upper", p->total.upper);
        jsonw_key_float(w, "share", p->share);
        jsonw_end(w);
    }
    jsonw_end(w);
}

static void events_write(JsonW *w, const Outlook *o) {
    jsonw_key_array(w, "events");
    for (size_t i = 0; i < o->event_count; i++) {
        jsonw_object(w);
        outlook_write_date(w, "date", o->events[i].date);
        jsonw_key_str(w, "name", o->events[i].name);
        if (o->events[i].own) jsonw_key_bool(w, "own", true);
        if (o->events[i].major) jsonw_key_bool(w, "major", true);
        jsonw_end(w);
    }
    jsonw_end(w);
}

static void lifts_write(JsonW *w, const Outlook *o) {
    jsonw_key_array(w, "lifts");
    for (size_t i = 0; i < o->lift_count; i++) {
        const OutlookLift *l = &o->lifts[i];
        jsonw_object(w);
        jsonw_key_str(w, "name", l->name);
        jsonw_key_bool(w, "own", l->own);
        jsonw_key_int(w, "seen", (int64_t)l->lift.seen);
        jsonw_key_float(w, "factor", l->lift.factor);
        jsonw_key_float(w, "low", l->lift.low);
        jsonw_key_float(w, "high", l->lift.high);
        jsonw_key_bool(w, "sure", l->lift.sure);
        if (l->next > 0) outlook_write_date(w, "next", l->next);
        jsonw_key_str(w, "text", l->text);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_key_bool(w, "lifts_used", o->lifts_used);
}

static void sources_write(JsonW *w, const HistorySet *set) {
    jsonw_key_array(w, "sources");
    for (size_t i = 0; i < set->source_count; i++) {
        const QuerySource *s = &set->sources[i];
        jsonw_object(w);
        jsonw_key_str(w, "table", s->table);
        jsonw_key_str(w, "label", s->label);
        jsonw_key_int(w, "rows", (int64_t)s->rows);
        jsonw_key_moment(w, "fresh_at", s->fresh_at);
        jsonw_end(w);
    }
    jsonw_end(w);
}

static void subject_write(JsonW *w, const Outlook *o) {
    if (o->level == DEMAND_SKU) jsonw_key_str(w, "sku", o->key);
    jsonw_key_str(w, "level", str_from(demand_level_name(o->level)));
    jsonw_key_str(w, "key", o->key);
    jsonw_key_str(w, "name", o->name);
    jsonw_key_str(w, "label", o->label);
    if (o->store.len > 0) jsonw_key_str(w, "store", o->store);
    jsonw_key_str(w, "measure", o->demand->label);
    jsonw_key_str(w, "unit", o->demand->unit);
    jsonw_key_str(w, "grain", str_from(date_unit_name(o->set->unit)));
}

static void factors_write(JsonW *w, const Explanation *e) {
    jsonw_key_array(w, "factors");
    for (size_t i = 0; i < e->factor_count; i++) {
        const ExplainFactor *f = &e->factors[i];
        jsonw_object(w);
        jsonw_key_str(w, "kind", str_from(explain_kind_name(f->kind)));
        jsonw_key_str(w, "name", f->name);
        jsonw_key_float(w, "value", f->value);
        jsonw_key_float(w, "share", f->share);
        jsonw_key_str(w, "text", f->words);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_key_object(w, "trust");
    jsonw_key_str(w, "level", str_from(explain_trust_name(e->trust)));
    jsonw_key_float(w, "score", e->trust_score);
    jsonw_key_str(w, "text", e->trust_words);
    jsonw_end(w);
}

static void grade_points_write(JsonW *w, const OutlookGrade *g) {
    jsonw_key_array(w, "points");
    for (size_t i = 0; i < g->count; i++) {
        const OutlookGradePoint *p = &g->points[i];
        jsonw_object(w);
        outlook_write_date(w, "date", p->date);
        jsonw_key_float(w, "actual", p->actual);
        jsonw_key_float(w, "quantity", p->forecast.mean);
        jsonw_key_float(w, "lower", p->forecast.lower);
        jsonw_key_float(w, "upper", p->forecast.upper);
        jsonw_end(w);
    }
    jsonw_end(w);
}

static void grade_write(JsonW *w, const OutlookGrade *g) {
    jsonw_key(w, S("scorecard"));
    if (g->count == 0) {
        jsonw_null(w);
        return;
    }
    jsonw_object(w);
    jsonw_key_str(w, "source", g->made_at > 0 ? S("kept") : S("backtest"));
    if (g->made_at > 0) jsonw_key_moment(w, "made_at", g->made_at);
    jsonw_key_str(w, "text", g->words);
    jsonw_key_float(w, "forecast", g->forecast);
    jsonw_key_float(w, "actual", g->actual);
    jsonw_key_float(w, "error_percent", g->error_percent);
    jsonw_key_float(w, "inside", g->inside);
    grade_points_write(w, g);
    jsonw_end(w);
}

static void what_if_write(JsonW *w, const OutlookWhatIf *f) {
    if (!f) return;
    jsonw_key_object(w, "what_if");
    if (f->price_change != 0) {
        jsonw_key_float(w, "price_change", f->price_change);
    } else {
        outlook_write_date(w, "promotion_from", f->promotion.first);
        outlook_write_date(w, "promotion_to", f->promotion.end - 1);
    }
    jsonw_key_bool(w, "assumed", f->is_assumed);
    if (f->is_known) {
        jsonw_key_float(w, "base", f->base.quantity);
        outlook_write_total(w, &f->total);
    }
    jsonw_key_bool(w, "sure", f->sure);
    jsonw_key_str(w, "text", f->words);
    jsonw_end(w);
}

void outlook_write(JsonW *w, const Outlook *o, Moment made_at) {
    jsonw_object(w);
    subject_write(w, o);
    jsonw_key_str(w, "headline", o->headline);
    outlook_write_points(w, o->set, &o->forecast);
    jsonw_key_float(w, "confidence_level", o->confidence);
    jsonw_key_str(w, "explanation", o->reasons.summary);
    factors_write(w, &o->reasons);
    jsonw_key(w, S("recommendation"));
    if (o->advice) {
        advice_write(w, o->advice);
    } else {
        jsonw_null(w);
    }
    grade_write(w, &o->grade);
    what_if_write(w, o->what_if);
    jsonw_key_object(w, "total");
    outlook_write_total(w, &o->total);
    jsonw_end(w);
    parts_write(w, o);
    history_write(w, o);
    events_write(w, o);
    lifts_write(w, o);
    jsonw_key_str(w, "model", o->forecast.model);
    outlook_write_date(w, "data_end", o->set->data_end);
    jsonw_key_str(w, "data_version", o->set->version);
    jsonw_key_moment(w, "made_at", made_at);
    jsonw_key_array(w, "notes");
    for (size_t i = 0; i < o->notes.count; i++) jsonw_str(w, o->notes.items[i]);
    jsonw_end(w);
    sources_write(w, o->set);
    jsonw_end(w);
}
