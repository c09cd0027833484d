#include "flow/workspace_model.h"

#include <assert.h>

// In the order in which an overlay applies them: metrics may use what columns were made before.
static const char *const SECTIONS[] = {
    "tables", "columns", "not_relationships", "relationships", "metrics",
};

static bool infer(const ModelMaking *k, Arena *a, Model **ret, Err *err) {
    const Facts *f = k->facts;
    TableVersion *versions = arena_new(a, TableVersion, f->tables.count);
    for (size_t i = 0; i < f->tables.count; i++) {
        const FactsTable *t = &f->tables.items[i];
        versions[i] = (TableVersion){.table = str_dup(a, t->name),
                                     .version = t->version,
                                     .fresh_at = t->fresh_at,
                                     .label = str_dup(a, t->label)};
    }
    ModelInput in = {.source = k->source,
                     .links = f->links.items,
                     .link_count = f->links.count,
                     .versions = versions,
                     .version_count = f->tables.count,
                     .before = k->before,
                     .units = f->units.items,
                     .unit_count = f->units.count,
                     .currency = k->currency};
    return model_infer(&in, a, ret, err);
}

static bool is_settled(const ModelMaking *k, const char *section, const Json *item) {
    const Json *list = json_object_get(k->settled, section);
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (json_equal(json_array_get(list, i), item)) return true;
    }
    return false;
}

// One correction over *model. Takes `document` over.
static bool overlay_one(Json *document, Arena *a, Model **model, Err *err) {
    bool ok = model_overlay(*model, document, a, model, err);
    json_decref(document);
    return ok;
}

static bool section_overlay(const ModelMaking *k, const char *section, Arena *a, Model **model,
                            Err *err) {
    const Json *list = json_object_get(k->edits, section);
    for (size_t i = 0; i < json_array_size(list); i++) {
        Json *item = json_array_get(list, i);
        if (overlay_one(json_pack("{s:[O]}", section, item), a, model, err)) continue;
        if (!is_settled(k, section, item)) return false;
    }
    return true;
}

static bool default_overlay(const ModelMaking *k, Arena *a, Model **model, Err *err) {
    Json *name = json_object_get(k->edits, "default_metric");
    if (!name || overlay_one(json_pack("{s:O}", "default_metric", name), a, model, err)) {
        return true;
    }
    return json_equal(name, json_object_get(k->settled, "default_metric"));
}

// All corrections at once; one by one only when something does not fit.
static bool edits_overlay(const ModelMaking *k, Arena *a, Model **model, Err *err) {
    if (json_object_size(k->edits) == 0) return true;
    Err whole = {0};
    if (model_overlay(*model, k->edits, a, model, &whole)) return true;
    for (size_t i = 0; i < COUNT_OF(SECTIONS); i++) {
        if (!section_overlay(k, SECTIONS[i], a, model, err)) return false;
    }
    return default_overlay(k, a, model, err);
}

bool workspace_model_make(const ModelMaking *k, Arena *a, Model **ret_model, Err *err) {
    assert(k->source && k->facts && k->before && k->edits && k->settled);
    Model *model = NULL;
    if (!infer(k, a, &model, err) || !edits_overlay(k, a, &model, err)) return false;
    model->version = k->before->version + 1;
    *ret_model = model;
    return true;
}
