#include "chart_fixture.h"

#include <assert.h>
#include <math.h>

typedef struct Kind {
    Str name;
    ColumnType type;
    ColumnRole role;
    bool is_bucket;
    DateUnit grain;
    Str unit;
} Kind;

static const Kind KINDS[] = {
    {STR("text"), TYPE_TEXT, ROLE_CATEGORY, false, DATE_DAY, STR("")},
    {STR("name"), TYPE_TEXT, ROLE_NAME, false, DATE_DAY, STR("")},
    {STR("place"), TYPE_TEXT, ROLE_PLACE, false, DATE_DAY, STR("")},
    {STR("bool"), TYPE_BOOL, ROLE_FLAG, false, DATE_DAY, STR("")},
    {STR("int"), TYPE_INT, ROLE_MEASURE, false, DATE_DAY, STR("")},
    {STR("float"), TYPE_FLOAT, ROLE_MEASURE, false, DATE_DAY, STR("")},
    {STR("weekday"), TYPE_INT, ROLE_CATEGORY, false, DATE_DAY, STR("weekday")},
    {STR("hour"), TYPE_INT, ROLE_CATEGORY, false, DATE_DAY, STR("hour")},
    {STR("years"), TYPE_INT, ROLE_CATEGORY, false, DATE_DAY, STR("")},
    {STR("day"), TYPE_DATE, ROLE_TIME, true, DATE_DAY, STR("")},
    {STR("week"), TYPE_DATE, ROLE_TIME, true, DATE_WEEK, STR("")},
    {STR("month"), TYPE_DATE, ROLE_TIME, true, DATE_MONTH, STR("")},
    {STR("quarter"), TYPE_DATE, ROLE_TIME, true, DATE_QUARTER, STR("")},
    {STR("year"), TYPE_DATE, ROLE_TIME, true, DATE_YEAR, STR("")},
    {STR("date"), TYPE_DATE, ROLE_TIME, false, DATE_DAY, STR("")},
};

static const Kind *kind_of(Str name) {
    for (size_t i = 0; i < COUNT_OF(KINDS); i++) {
        if (str_eq(KINDS[i].name, name)) return &KINDS[i];
    }
    assert(!"a known kind");
    return NULL;
}

// "total_quantity:int:packs": underscores are spaces in the label.
static Column column_of(Arena *a, Str text) {
    Str name, kind_name, unit = {0};
    (void)str_next_part(&text, ':', &name);
    (void)str_next_part(&text, ':', &kind_name);
    (void)str_next_part(&text, ':', &unit);
    const Kind *kind = kind_of(kind_name);
    Str label = str_dup(a, name);
    for (size_t i = 0; i < label.len; i++) {
        if (label.ptr[i] == '_') ((char *)label.ptr)[i] = ' ';
    }
    return (Column){.name = name,
                    .label = label,
                    .type = kind->type,
                    .role = kind->role,
                    .is_bucket = kind->is_bucket,
                    .grain = kind->grain,
                    .unit = unit.len > 0 ? unit : kind->unit};
}

enum { COLUMNS_MAX = 12, ROWS_MAX = 512 };

typedef struct Cells {
    uint64_t *valid;
    int64_t *ints;
    double *floats;
    Str *texts;
} Cells;

static void cell_set(Cells *c, ColumnType type, size_t row, Str text) {
    if (text.len == 0) return;
    c->valid[row / 64] |= UINT64_C(1) << (row % 64);
    Date date = 0;
    switch (type) {
        case TYPE_TEXT: c->texts[row] = text; return;
        case TYPE_FLOAT: assert(str_to_float(text, &c->floats[row])); return;
        case TYPE_DATE:
            assert(date_parse_iso(text, &date));
            c->ints[row] = date;
            return;
        case TYPE_BOOL: c->ints[row] = str_eq(text, S("true")); return;
        default: assert(str_to_int(text, &c->ints[row])); return;
    }
}

static Vector vector_of(const Cells *c, ColumnType type) {
    Vector v = {.valid = c->valid};
    if (type == TYPE_TEXT) {
        v.texts = c->texts;
    } else if (type == TYPE_FLOAT) {
        v.floats = c->floats;
    } else {
        v.ints = c->ints;
    }
    return v;
}

Table *fixture_table(Arena *a, const char *columns, const char *rows) {
    Column *list = arena_new(a, Column, COLUMNS_MAX);
    Cells cells[COLUMNS_MAX];
    Str rest = str_from(columns), word, lines = str_from(rows), line;
    size_t count = 0, row_count = 0;
    while ((word = str_next_word(&rest)).len > 0) {
        list[count] = column_of(a, word);
        cells[count++] =
            (Cells){arena_new(a, uint64_t, ROWS_MAX / 64), arena_new(a, int64_t, ROWS_MAX),
                    arena_new(a, double, ROWS_MAX), arena_new(a, Str, ROWS_MAX)};
    }
    while (str_next_part(&lines, '\n', &line)) {
        if (line.len == 0) continue;
        assert(row_count < ROWS_MAX);
        for (size_t c = 0; c < count; c++) {
            Str cell = {0};
            (void)str_next_part(&line, '|', &cell);
            cell_set(&cells[c], list[c].type, row_count, cell);
        }
        row_count++;
    }
    Vector *vectors = arena_new(a, Vector, count);
    for (size_t c = 0; c < count; c++) vectors[c] = vector_of(&cells[c], list[c].type);
    Chunk *chunk = arena_new(a, Chunk, 1);
    *chunk = (Chunk){.rows = row_count, .vectors = vectors};
    Table *t = arena_new(a, Table, 1);
    *t = (Table){.columns = list,
                 .column_count = count,
                 .chunks = chunk,
                 .chunk_count = row_count > 0 ? 1 : 0,
                 .rows = row_count};
    return t;
}

const Model *fixture_model(Arena *a) {
    static ModelColumn columns[] = {
        {.name = STR("city"), .label = STR("city"), .type = TYPE_TEXT, .role = ROLE_CATEGORY},
        {.name = STR("product"), .label = STR("product"), .type = TYPE_TEXT, .role = ROLE_NAME},
        {.name = STR("day"), .label = STR("day"), .type = TYPE_DATE, .role = ROLE_TIME},
        {.name = STR("qty"), .label = STR("quantity"), .type = TYPE_INT, .role = ROLE_MEASURE},
        {.name = STR("revenue"), .label = STR("revenue"), .type = TYPE_FLOAT, .role = ROLE_MEASURE},
    };
    static ModelTable table = {.name = STR("bills"),
                               .label = STR("bills"),
                               .columns = columns,
                               .column_count = COUNT_OF(columns),
                               .name_column = -1,
                               .name_more = -1,
                               .time_column = 2};
    Model *m = arena_new(a, Model, 1);
    *m = (Model){.tables = &table, .table_count = 1, .default_metric = -1};
    return m;
}

Plan *fixture_plan(Arena *a, const Table *t, size_t dimensions) {
    Plan *p = plan_new(a);
    p->limit_per = -1;
    for (size_t i = 0; i < t->column_count; i++) {
        if (i < dimensions) {
            plan_add_dimension(a, p, expr_column(a, 0, 0))->label = t->columns[i].label;
        } else {
            Expr *sum = expr_call1(a, OP_SUM, expr_column(a, 0, 4));
            plan_add_measure(a, p, sum)->label = t->columns[i].label;
        }
    }
    return p;
}

Plan *fixture_compared(Arena *a, const Table *t, size_t dimensions) {
    Plan *p = fixture_plan(a, t, dimensions);
    p->measure_count = 1;
    p->compare = COMPARE_PREVIOUS;
    return p;
}

void fixture_period(Plan *p, Date first, Date end) {
    p->time.is_set = p->time.has_first = p->time.has_end = true;
    p->time.range = (DateRange){first, end};
}
