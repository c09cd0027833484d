// Any text as a question over a small shop, alone and after another question: it is answered,
// asked back or refused with a message, and what is answered is a plan that passes its check.
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "ask/ask.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const TopValue CITIES[] = {{STR("Delhi"), 3}, {STR("New York"), 2}, {STR("Goa"), 1}};
static const TopValue NAMES[] = {{STR("Toor Dal"), 3}, {STR("Basmati Rice"), 2}};
static int order_key[] = {0}, product_key[] = {0};
static ModelColumn orders[] = {
    {.name = STR("id"), .label = STR("id"), .type = TYPE_INT, .role = ROLE_KEY},
    {.name = STR("order_date"), .label = STR("order date"), .type = TYPE_DATE, .role = ROLE_TIME},
    {.name = STR("city"),
     .label = STR("city"),
     .type = TYPE_TEXT,
     .role = ROLE_PLACE,
     .profile = {.top = CITIES, .top_count = COUNT_OF(CITIES), .distinct = COUNT_OF(CITIES)}},
    {.name = STR("product_id"), .label = STR("product id"), .type = TYPE_INT, .role = ROLE_LINK},
    {.name = STR("amount"),
     .label = STR("amount"),
     .type = TYPE_FLOAT,
     .role = ROLE_MEASURE,
     .additivity = ADD_SUM},
    {.name = STR("paid"), .label = STR("paid"), .type = TYPE_BOOL, .role = ROLE_FLAG},
    {.name = STR("promised_date"),
     .label = STR("promised date"),
     .type = TYPE_DATE,
     .role = ROLE_TIME},
    {.name = STR("shipped_date"),
     .label = STR("shipped date"),
     .type = TYPE_DATE,
     .role = ROLE_TIME,
     .profile = {.nulls = 1, .rows = 6}},
};
static ModelColumn products[] = {
    {.name = STR("id"), .label = STR("id"), .type = TYPE_INT, .role = ROLE_KEY},
    {.name = STR("name"),
     .label = STR("name"),
     .type = TYPE_TEXT,
     .role = ROLE_NAME,
     .profile = {.top = NAMES, .top_count = COUNT_OF(NAMES), .distinct = COUNT_OF(NAMES)}},
    {.name = STR("price"),
     .label = STR("price"),
     .type = TYPE_FLOAT,
     .role = ROLE_MEASURE,
     .additivity = ADD_AVERAGE},
};
static ModelTable tables[] = {
    {.name = STR("orders"),
     .label = STR("orders"),
     .kind = TABLE_FACT,
     .rows = 6,
     .columns = orders,
     .column_count = COUNT_OF(orders),
     .key = order_key,
     .key_count = 1,
     .name_column = -1,
     .name_more = -1,
     .time_column = 1},
    {.name = STR("products"),
     .label = STR("products"),
     .kind = TABLE_DIMENSION,
     .rows = 2,
     .columns = products,
     .column_count = COUNT_OF(products),
     .key = product_key,
     .key_count = 1,
     .name_column = 1,
     .name_more = -1,
     .time_column = -1},
};
static ModelJoin joins[] = {
    {.from_table = 0, .from_column = 3, .to_table = 1, .to_column = 0, .coverage = 1}};
static Model model = {.tables = tables,
                      .table_count = COUNT_OF(tables),
                      .joins = joins,
                      .join_count = COUNT_OF(joins),
                      .default_metric = -1};

// With what "sales" means, so that the rules of a business have their part.
static void metric_make(void) {
    static Metric revenue = {.name = STR("revenue"), .table = 0, .additivity = ADD_SUM};
    static Arena *a;  // as long as the program
    Err err = {0};
    a = arena_create(0);
    bool made = expr_parse(&model, 0, S("sum(amount)"), a, &revenue.expr, &err);
    assert(made);
    model.metrics = &revenue;
    model.metric_count = 1;
    model.default_metric = 0;
}

static AskIndex *index_once(void) {
    static AskIndex *index;
    Err err = {0};
    if (!index) metric_make();
    bool made = index || ask_index_new(&model, NULL, NULL, &index, &err);
    assert(made);
    return index;
}

static const Plan *question_ask(Str question, const Plan *before, Arena *a) {
    AskRequest request = {
        .question = question, .today = date_of(2026, 11, 21), .before = before, .explain = true};
    AskResult *result = NULL;
    Err err = {0};
    if (!ask_read(index_once(), &model, &request, a, &result, &err)) {
        assert(err.code == ERR_LIMIT);
        return NULL;
    }
    assert(result->status != ASK_CLARIFY || result->reading_count > 1);
    assert(result->status == ASK_ANSWERED || result->message.len > 0);
    if (result->status != ASK_ANSWERED) return NULL;
    assert(result->readings[0].sentence.len > 0);
    bool good = plan_check(&model, result->readings[0].plan, &err);
    assert(good);
    return result->readings[0].plan;
}

// Lines are turns of one conversation.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = arena_create(0);
    Str rest = str_of((const char *)data, size), line;
    const Plan *before = NULL;
    for (int turn = 0; turn < 4 && str_next_part(&rest, '\n', &line); turn++) {
        const Plan *plan = question_ask(line, before, a);
        if (plan) before = plan;
    }
    arena_free(a);
    return 0;
}
