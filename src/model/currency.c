#include "model/currency.h"

#include "data/number_text.h"
#include "model/name_words.h"
#include "model/role_words.h"

// What measures money when nothing beside its numbers says what they are.
static const Str MONEY_WORDS[] = {
    STR("price"),   STR("mrp"),     STR("cost"),       STR("amount"),      STR("sale"),
    STR("sales"),   STR("revenue"), STR("turnover"),   STR("income"),      STR("earning"),
    STR("expense"), STR("spend"),   STR("spending"),   STR("expenditure"), STR("profit"),
    STR("tax"),     STR("vat"),     STR("gst"),        STR("cgst"),        STR("sgst"),
    STR("igst"),    STR("freight"), STR("shipping"),   STR("fee"),         STR("charge"),
    STR("bonus"),   STR("salary"),  STR("wage"),       STR("payment"),     STR("payout"),
    STR("refund"),  STR("budget"),  STR("worth"),      STR("subtotal"),    STR("payroll"),
    STR("debit"),   STR("credit"),  STR("commission"), STR("deposit"),     STR("withdrawal"),
    STR("fare"),    STR("money"),   STR("tariff"),
};

// "price_index", "tax_rate", "sales_target_percent": what the head of the name says counts alone.
static bool is_money(const Inference *inf, ColumnRef ref) {
    const ModelColumn *c = model_at(inf->m, ref);
    if (c->role != ROLE_MEASURE || c->unit.len > 0) return false;
    const RoleWord *head = role_words_find(inference_words(inf, ref), c->type);
    for (size_t i = 0; head && i < COUNT_OF(MONEY_WORDS); i++) {
        if (str_eq(head->word, MONEY_WORDS[i])) return true;
    }
    return false;
}

// The only currency among the units that the import saw; "" none, or more than one.
static Str currency_seen(const Model *m) {
    Str seen = {0};
    for (size_t t = 0; t < m->table_count; t++) {
        for (size_t c = 0; c < m->tables[t].column_count; c++) {
            Str unit = m->tables[t].columns[c].unit;
            if (!number_text_is_currency(unit) || str_eq(unit, seen)) continue;
            if (seen.len > 0) return S("");
            seen = unit;
        }
    }
    return seen;
}

void currency_spread(Inference *inf) {
    bool told = inf->in->currency.len > 0;
    inf->currency = told ? str_dup(inf->arena, inf->in->currency) : currency_seen(inf->m);
    for (size_t t = 0; t < inf->m->table_count; t++) {
        for (size_t c = 0; c < inf->m->tables[t].column_count; c++) {
            ColumnRef ref = {.table = (int)t, .column = (int)c};
            if (is_money(inf, ref)) inf->m->tables[t].columns[c].unit = inf->currency;
        }
    }
}
