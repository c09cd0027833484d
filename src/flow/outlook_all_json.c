#include <math.h>

#include "flow/outlook_all.h"
#include "flow/outlook_write.h"

static void item_write(JsonW *w, const OutlookAll *all, const OutlookItem *item) {
    jsonw_object(w);
    jsonw_key_str(w, "key", item->key);
    jsonw_key_str(w, "name", item->name);
    if (item->category.len > 0) jsonw_key_str(w, "category", item->category);
    outlook_write_total(w, &item->total);
    jsonw_key_str(w, "model", item->forecast.model);
    if (all->level == DEMAND_SKU && all->demand->is_quantity) {
        jsonw_key(w, S("recommendation"));
        advice_write(w, &item->advice);
    }
    jsonw_end(w);
}

void outlook_all_write(JsonW *w, const OutlookAll *all, Moment made_at) {
    jsonw_object(w);
    jsonw_key_str(w, "level", str_from(demand_level_name(all->level)));
    jsonw_key_str(w, "label", all->demand->things[all->level].label);
    jsonw_key_str(w, "measure", all->demand->label);
    jsonw_key_str(w, "unit", all->demand->unit);
    jsonw_key_str(w, "grain", str_from(date_unit_name(all->set->unit)));
    jsonw_key_int(w, "horizon", (int64_t)all->horizon);
    jsonw_key_float(w, "confidence_level", all->confidence);
    jsonw_key_str(w, "headline", all->headline);
    jsonw_key_object(w, "total");
    outlook_write_total(w, &all->total);
    jsonw_end(w);
    jsonw_key_bool(w, "has_stock", all->has_stock);
    jsonw_key_int(w, "to_order", (int64_t)all->to_order);
    jsonw_key_int(w, "left_out", (int64_t)all->left_out);
    jsonw_key_array(w, "items");
    for (size_t i = 0; i < all->count; i++) item_write(w, all, &all->items[i]);
    jsonw_end(w);
    outlook_write_date(w, "data_end", all->set->data_end);
    jsonw_key_moment(w, "made_at", made_at);
    jsonw_end(w);
}
