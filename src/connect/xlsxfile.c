#include "connect/xlsxfile.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "connect/xlsx_internal.h"

enum { BLOCK = 64 * 1024 };

const char *xlsxfile_local(const char *name) {
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *xlsxfile_attribute(const char **attributes, const char *name) {
    for (size_t i = 0; attributes[i]; i += 2) {
        if (strcmp(attributes[i], name) == 0) return attributes[i + 1];
    }
    return NULL;
}

static void doctype_refuse(void *user, const char *name, const char *system, const char *public,
                           int internal) {
    (void)name, (void)system, (void)public, (void)internal;
    XML_StopParser((XML_Parser)user, XML_FALSE);
}

XML_Parser xlsxfile_parser(void *user) {
    XML_Parser parser = XML_ParserCreate(NULL);
    if (!parser) abort();
    XML_SetUserData(parser, user);
    XML_UseParserAsHandlerArg(parser);
    XML_SetStartDoctypeDeclHandler(parser, doctype_refuse);
    return parser;
}

// ---- parts that are read whole

typedef struct PartParse {
    XlsxFile *x;
    XML_Parser parser;
    Map *targets;  // of the relations
    bool in_xfs, in_text, in_phonetic;
    Map *customs;  // number formats by id
    bool full;
} PartParse;

static PartParse *part_of(void *parser) { return XML_GetUserData((XML_Parser)parser); }

static bool part_feed(PartParse *p, zip_file_t *file, const char *name, Err *err) {
    char block[BLOCK];
    zip_int64_t got;
    do {
        got = zip_fread(file, block, sizeof block);
        if (got < 0) return fail(err, ERR_INVALID, "the workbook is broken (%s)", name);
        if (XML_Parse(p->parser, block, (int)got, got == 0) != XML_STATUS_OK) {
            if (p->full) return fail(err, ERR_LIMIT, "the workbook's texts are too large");
            return fail(err, ERR_INVALID, "the workbook is broken (%s, line %lu: %s)", name,
                        (unsigned long)XML_GetCurrentLineNumber(p->parser),
                        XML_ErrorString(XML_GetErrorCode(p->parser)));
        }
    } while (got > 0);
    return true;
}

static bool part_parse(PartParse *p, const char *name, XML_StartElementHandler start,
                       XML_EndElementHandler end, XML_CharacterDataHandler text, Err *err) {
    zip_file_t *file;
    uint64_t bytes;
    if (!zipentry_open(p->x->archive, name, &file, &bytes, err)) return false;
    p->parser = xlsxfile_parser(p);
    XML_SetElementHandler(p->parser, start, end);
    XML_SetCharacterDataHandler(p->parser, text);
    bool ok = part_feed(p, file, name, err);
    XML_ParserFree(p->parser);
    zip_fclose(file);
    return ok;
}

static void workbook_start(void *parser, const char *name, const char **attributes) {
    XlsxFile *x = part_of(parser)->x;
    name = xlsxfile_local(name);
    if (strcmp(name, "workbookPr") == 0) {
        const char *flag = xlsxfile_attribute(attributes, "date1904");
        x->since_1904 = flag && (strcmp(flag, "1") == 0 || strcmp(flag, "true") == 0);
    }
    if (strcmp(name, "sheet") != 0 || x->sheets.count >= XLSXFILE_SHEETS_MAX) return;
    const char *state = xlsxfile_attribute(attributes, "state");
    XlsxSheet *s = vec_push(x->arena, &x->sheets);
    s->name = str_dup(x->arena, str_from(xlsxfile_attribute(attributes, "name")));
    for (size_t i = 0; attributes[i]; i += 2) {
        bool is_id = strcmp(xlsxfile_local(attributes[i]), "id") == 0;
        if (is_id) s->id = str_dup(x->arena, str_from(attributes[i + 1]));
    }
    s->hidden = state && strcmp(state, "visible") != 0;
}

static void relation_start(void *parser, const char *name, const char **attributes) {
    PartParse *p = part_of(parser);
    const char *id = xlsxfile_attribute(attributes, "Id"),
               *to = xlsxfile_attribute(attributes, "Target");
    const char *type = xlsxfile_attribute(attributes, "Type");
    if (strcmp(xlsxfile_local(name), "Relationship") != 0 || !id || !to || !type) return;
    if (!str_ends(str_from(type), S("/worksheet"))) return;
    Str part =
        to[0] == '/' ? str_fmt(p->x->arena, "%s", to + 1) : str_fmt(p->x->arena, "xl/%s", to);
    map_set(p->x->arena, p->targets, str_dup(p->x->arena, str_from(id)), (void *)part.ptr);
}

static void style_start(void *parser, const char *name, const char **attributes) {
    PartParse *p = part_of(parser);
    Arena *a = p->x->arena;
    const char *id = xlsxfile_attribute(attributes, "numFmtId");
    name = xlsxfile_local(name);
    if (strcmp(name, "cellXfs") == 0) p->in_xfs = true;
    if (!id) return;
    if (strcmp(name, "numFmt") == 0) {
        const char *code = xlsxfile_attribute(attributes, "formatCode");
        SheetFormat *f = arena_new(a, SheetFormat, 1);
        *f = sheetformat_custom(str_from(code));
        map_set(a, p->customs, str_dup(a, str_from(id)), f);
    }
    if (p->in_xfs && strcmp(name, "xf") == 0) {
        const SheetFormat *custom = map_get(p->customs, str_from(id));
        int64_t number = 0;
        str_to_int(str_from(id), &number);
        *vec_push(a, &p->x->formats) = custom ? *custom : sheetformat_builtin((int)number);
    }
}

static void style_end(void *parser, const char *name) {
    if (strcmp(xlsxfile_local(name), "cellXfs") == 0) part_of(parser)->in_xfs = false;
}

static void string_start(void *parser, const char *name, const char **attributes) {
    (void)attributes;
    PartParse *p = part_of(parser);
    name = xlsxfile_local(name);
    if (strcmp(name, "t") == 0) p->in_text = !p->in_phonetic;
    if (strcmp(name, "rPh") == 0) p->in_phonetic = true;
}

static void string_end(void *parser, const char *name) {
    PartParse *p = part_of(parser);
    XlsxFile *x = p->x;
    name = xlsxfile_local(name);
    if (strcmp(name, "t") == 0) p->in_text = false;
    if (strcmp(name, "rPh") == 0) p->in_phonetic = false;
    if (strcmp(name, "si") != 0) return;
    if (x->string_count == x->string_cap) {
        x->string_cap = x->string_cap ? x->string_cap * 2 : 1024;
        x->string_ends = realloc(x->string_ends, x->string_cap * sizeof *x->string_ends);
        if (!x->string_ends) abort();
    }
    x->string_ends[x->string_count++] = x->strings.len;
    p->full = x->strings.overflow;
    if (p->full) XML_StopParser((XML_Parser)parser, XML_FALSE);
}

static void string_text(void *parser, const char *text, int len) {
    PartParse *p = part_of(parser);
    if (p->in_text) buf_add(&p->x->strings, str_of(text, (size_t)len));
}

// ---- the workbook

static bool parts_read(XlsxFile *x, Err *err) {
    Map targets = {0}, customs = {0};
    PartParse p = {.x = x, .targets = &targets, .customs = &customs};
    if (!part_parse(&p, "xl/workbook.xml", workbook_start, NULL, NULL, err)) return false;
    if (!part_parse(&p, "xl/_rels/workbook.xml.rels", relation_start, NULL, NULL, err)) {
        return false;
    }
    // Both may be absent in files that programs write.
    bool styles = zip_name_locate(x->archive, "xl/styles.xml", ZIP_FL_NOCASE) >= 0;
    if (styles && !part_parse(&p, "xl/styles.xml", style_start, style_end, NULL, err)) return false;
    bool strings = zip_name_locate(x->archive, "xl/sharedStrings.xml", ZIP_FL_NOCASE) >= 0;
    if (strings &&
        !part_parse(&p, "xl/sharedStrings.xml", string_start, string_end, string_text, err)) {
        return false;
    }
    size_t kept = 0;
    for (size_t i = 0; i < x->sheets.count; i++) {
        XlsxSheet *s = &x->sheets.items[i];
        s->part = map_get(&targets, s->id);  // absent: a chart sheet
        if (s->part) x->sheets.items[kept++] = *s;
    }
    x->sheets.count = kept;
    return true;
}

bool xlsxfile_is(const char *path) {
    int code;
    zip_t *archive = zip_open(path, ZIP_RDONLY, &code);
    if (!archive) return false;
    bool is = zip_name_locate(archive, "xl/workbook.xml", ZIP_FL_NOCASE) >= 0;
    zip_discard(archive);
    return is;
}

bool xlsxfile_open(const char *path, XlsxFile **ret, Err *err) {
    XlsxFile *x = calloc(1, sizeof *x);
    if (!x) abort();
    x->arena = arena_create(0);
    buf_init(&x->strings, XLSXFILE_STRINGS_BYTES_MAX);
    if (!zipentry_archive(path, &x->archive, err) || !parts_read(x, err)) {
        xlsxfile_close(x);
        return false;
    }
    *ret = x;
    return true;
}

void xlsxfile_close(XlsxFile *x) {
    if (!x) return;
    if (x->archive) zip_discard(x->archive);
    buf_done(&x->strings);
    free(x->string_ends);
    arena_free(x->arena);
    free(x);
}

size_t xlsxfile_sheet_count(const XlsxFile *x) { return x->sheets.count; }
Str xlsxfile_sheet_name(const XlsxFile *x, size_t sheet) { return x->sheets.items[sheet].name; }
bool xlsxfile_sheet_hidden(const XlsxFile *x, size_t sheet) {
    return x->sheets.items[sheet].hidden;
}
