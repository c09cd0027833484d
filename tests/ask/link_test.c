// What the words of a question are linked to, in the likeliest parse, over a small school whose
// names are written the way that real schemas write them.
#include "ask/link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "ask/parse.h"

#include <cmocka.h>
#undef fail

enum { OUT_MAX = 4096, COLUMNS = 6 };

typedef struct ColumnOf {
    const char *name;
    ColumnType type;
    ColumnRole role;
    const char *values[4];
} ColumnOf;

typedef struct TableOf {
    const char *name;
    ColumnOf columns[COLUMNS];
    int key, name_column, name_more;
} TableOf;

static const TableOf SCHOOL[] = {
    {"Student",
     {{"StuID", TYPE_INT, ROLE_KEY, {0}},
      {"LName", TYPE_TEXT, ROLE_NAME, {"Smith", "Kim"}},
      {"Fname", TYPE_TEXT, ROLE_NAME, {"Linda", "Kim"}},
      {"Sex", TYPE_TEXT, ROLE_CATEGORY, {"F", "M"}},
      {"Age", TYPE_INT, ROLE_MEASURE, {0}}},
     0,
     2,
     1},
    {"Dorm",
     {{"dormid", TYPE_INT, ROLE_KEY, {0}},
      {"dorm_name", TYPE_TEXT, ROLE_NAME, {"Smith Hall", "Bud Jones Hall"}},
      {"gender", TYPE_TEXT, ROLE_CATEGORY, {"X", "F"}}},
     0,
     1,
     -1},
    {"Ref_Document_Types",
     {{"document_type_code", TYPE_TEXT, ROLE_KEY, {"BK", "CV"}},
      {"document_type_description", TYPE_TEXT, ROLE_TEXT, {"Book", "Life"}}},
     0,
     1,
     -1},
    {"Flight",
     {{"flno", TYPE_INT, ROLE_KEY, {0}},
      {"origin", TYPE_TEXT, ROLE_PLACE, {"Rome", "Paris"}},
      {"lastname", TYPE_TEXT, ROLE_NAME, {"Kim"}}},
     0,
     -1,
     -1},
    {"Album",
     {{"id", TYPE_INT, ROLE_KEY, {0}}, {"title", TYPE_TEXT, ROLE_NAME, {"Ten"}}},
     0,
     1,
     -1},
    {"Race",
     {{"id", TYPE_INT, ROLE_KEY, {0}},
      {"name", TYPE_TEXT, ROLE_NAME, {"Ten"}},
      {"lap_times", TYPE_FLOAT, ROLE_MEASURE, {0}}},
     0,
     1,
     -1},
    {"Hotel",
     {{"id", TYPE_INT, ROLE_KEY, {0}},
      {"rate", TYPE_FLOAT, ROLE_MEASURE, {0}},
      {"guest_rating", TYPE_FLOAT, ROLE_MEASURE, {0}}},
     0,
     -1,
     -1},
};

static void column_fill(const ColumnOf *of, Arena *a, ModelColumn *c) {
    TopValue *top = arena_new(a, TopValue, COUNT_OF(of->values));
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(of->values) && of->values[i]; i++) {
        top[count++] = (TopValue){.text = str_from(of->values[i]), .count = 1};
    }
    *c = (ModelColumn){.name = str_from(of->name), .type = of->type, .role = of->role};
    c->profile = (Profile){.top = top, .top_count = count, .distinct = count};
}

static Model school(Arena *a) {
    ModelTable *tables = arena_new(a, ModelTable, COUNT_OF(SCHOOL));
    for (size_t t = 0; t < COUNT_OF(SCHOOL); t++) {
        const TableOf *of = &SCHOOL[t];
        ModelTable *table = &tables[t];
        *table = (ModelTable){.name = str_from(of->name),
                              .name_column = of->name_column,
                              .name_more = of->name_more,
                              .key_count = 1,
                              .time_column = -1};
        table->key = arena_new(a, int, 1);
        table->key[0] = of->key;
        table->columns = arena_new(a, ModelColumn, COLUMNS);
        for (size_t c = 0; c < COLUMNS && of->columns[c].name; c++) {
            column_fill(&of->columns[c], a, &table->columns[c]);
            table->column_count++;
        }
    }
    return (Model){.tables = tables, .table_count = COUNT_OF(SCHOOL), .default_metric = -1};
}

// "Student.LName Student Dorm.gender=F; unread: word" of the best parse.
static Str reading_of(const AskIndex *index, const Model *m, Str question, Arena *a) {
    CLEANUP(stemmer_freep) Stemmer *stemmer = stemmer_new();
    CLEANUP(buf_done) Buf out;
    buf_init(&out, OUT_MAX);
    Tokens t = tokens_read(question, stemmer, a);
    Links links = link_all(index, m, &t, stemmer, date_of(2026, 11, 21), a);
    Parses parses = parse_all(index, m, &t, &links, a);
    assert_true(parses.count > 0);
    for (size_t i = 0; i < parses.items[0].count; i++) {
        const Item *item = &parses.items[0].items[i];
        const LinkTarget *target = item->target;
        if (item->link->kind == LINK_UNREAD) {
            buf_add_fmt(&out, "?" STR_F " ", STR_A(t.items[item->link->first].text));
        }
        if (item->link->kind == LINK_TEXT) {
            buf_add_fmt(&out, "'" STR_F "' ", STR_A(item->link->text));
        }
        if (!target) continue;
        buf_add(&out, m->tables[target->table].name);
        if (target->column >= 0) {
            buf_add_fmt(&out, "." STR_F,
                        STR_A(m->tables[target->table].columns[target->column].name));
        }
        if (target->value.len > 0) {
            buf_add_fmt(&out, "%s" STR_F, target->is_word ? "~" : "=", STR_A(target->value));
        }
        buf_add_char(&out, ' ');
    }
    return str_dup(a, str_trim(buf_str(&out)));
}

typedef struct Case {
    const char *question, *reading;
} Case;

static const Case CASES[] = {
    // a name belongs to the thing that it is said of
    {"the names of all races", "Race.name Race"},
    {"the names of all albums", "Album.title Album"},
    {"what are the names and the genders of the dorms", "Dorm.dorm_name Dorm.gender Dorm"},
    {"album names", "Album Album.title"},
    {"the id of each dorm", "Dorm.dormid Dorm"},
    // cut and joined names
    {"first name of students", "Student.Fname Student"},
    {"last name of students", "Student.LName Student"},
    {"last name for all flights", "Flight.lastname Flight"},
    {"laptimes of races", "Race.lap_times Race"},
    {"lap times of races", "Race.lap_times Race"},
    {"flight number", "Flight Flight.flno"},
    // what a table's name says once, its columns need not say again
    {"description of the document type",
     "Ref_Document_Types.document_type_description "
     "Ref_Document_Types"},
    // what "contains" is followed by stands for itself
    {"races whose name contains the word \"ten\"", "Race Race.name 'ten'"},
    {"races whose name has the substring 'Te'", "Race Race.name 'Te'"},
    // a quotation is one value, and not one of its words
    {"dorms called \"Smith Hall\"", "Dorm Dorm.dorm_name=Smith Hall"},
    // "ten" is a number and "life" a value; "the" is neither
    {"the document types of the life",
     "Ref_Document_Types "
     "Ref_Document_Types.document_type_description=Life"},
    // other words for what the names say
    {"surnames of pupils", "Student.LName Student"},
    {"family name of each student", "Student.LName Student"},
    {"the ages of pupils", "Student.Age Student"},
    {"names of the dormitories", "Dorm.dorm_name Dorm"},
    // a plain verb says nothing that is not said without it
    {"races that were won", "Race"},
    // letters that stand for words
    {"female students", "Student.Sex=F Student"},
    {"students who are men", "Student Student.Sex=M"},
    // a value is itself, whatever English says of it
    {"student Linda", "Student Student.Fname=Linda"},
    // "last" alone says when
    {"students whose last flight", "Student Flight"},
    // a word of a name goes before a name of its stem
    {"rating of hotels", "Hotel.guest_rating Hotel"},
    {"rate of hotels", "Hotel.rate Hotel"},
    // two words side by side are two columns of one row
    {"student Linda Kim", "Student Student.Fname=Linda Student.LName=Kim"},
};

static void words_are_linked_in_place(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Model m = school(a);
    AskIndex *index = NULL;
    RunLimits limits = {0};
    Err err = {0};
    size_t wrong = 0;
    assert_true(ask_index_new(&m, NULL, &limits, &index, &err));
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Str got = reading_of(index, &m, str_from(CASES[i].question), a);
        if (str_eq(got, str_from(CASES[i].reading))) continue;
        print_error("%s\n  is read as %.*s\n  and not    %s\n", CASES[i].question, STR_A(got),
                    CASES[i].reading);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    ask_index_free(index);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_are_linked_in_place)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
