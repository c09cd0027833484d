// schema: the shapes of what the API takes and gives, as tables that are checked at run time and
// written into the OpenAPI page.
#pragma once

#include "base/json.h"
#include "base/jsonw.h"

typedef enum FieldType {
    FIELD_TEXT,
    FIELD_INTEGER,
    FIELD_NUMBER,
    FIELD_FLAG,
    FIELD_DATE,    // "2026-11-21"
    FIELD_MOMENT,  // "2026-11-21T08:05:00Z"
    FIELD_OBJECT,  // of `shape`
    FIELD_LIST,    // of `shape`; of texts when that is NULL
    FIELD_ROWS,    // a list of lists of cells
    FIELD_ANY,     // described in words
} FieldType;

typedef struct Shape Shape;

typedef struct Field {
    const char *name;
    FieldType type;
    bool required;
    const char *about;  // one sentence, or ""
    const Shape *shape;
} Field;

struct Shape {
    const char *name;  // in the OpenAPI page's components
    const char *about;
    const Field *fields;  // ended by one without a name
};

// Whether `json` is an object of that shape: known members, right types, none missing that is
// required. Fails: ERR_INVALID naming the member.
MUST_USE bool schema_check(const Shape *shape, const Json *json, Err *err);

// The shape as a JSON Schema (2020-12) object.
void schema_write(JsonW *w, const Shape *shape);
// {"$ref": "#/components/schemas/NAME"}
void schema_write_ref(JsonW *w, const Shape *shape);
