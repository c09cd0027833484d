#include "connect/filekind.h"

#include <string.h>

typedef struct Magic {
    Str bytes;
    size_t at;
    FileKind kind;
    Str name;
} Magic;

static const Magic MAGICS[] = {
    {STR("PK\x03\x04"), 0, FILE_ZIP, STR(ERR_WORD("a ZIP archive"))},
    {STR("PK\x05\x06"), 0, FILE_ZIP, STR(ERR_WORD("an empty ZIP archive"))},
    {STR("PAR1"), 0, FILE_PARQUET, STR(ERR_WORD("Parquet"))},
    {STR("SQLite format 3"), 0, FILE_SQLITE, STR(ERR_WORD("a SQLite database"))},
    {STR("DUCK"), 8, FILE_DUCKDB, STR(ERR_WORD("a DuckDB database"))},
    {STR("\x1F\x8B\x08"), 0, FILE_GZIP, STR(ERR_WORD("gzip"))},
    {STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), 0, FILE_OLE, STR(ERR_WORD("an old Excel workbook"))},
    {STR("%PDF-"), 0, FILE_FOREIGN, STR(ERR_WORD("a PDF document"))},
    {STR("\x89PNG\r\n"), 0, FILE_FOREIGN, STR(ERR_WORD("a PNG picture"))},
    {STR("\xFF\xD8\xFF"), 0, FILE_FOREIGN, STR(ERR_WORD("a JPEG picture"))},
    {STR("GIF8"), 0, FILE_FOREIGN, STR(ERR_WORD("a GIF picture"))},
    {STR("\x7F"
         "ELF"),
     0, FILE_FOREIGN, STR(ERR_WORD("a program"))},
    {STR("MZ\x90"), 0, FILE_FOREIGN, STR(ERR_WORD("a program"))},
    {STR("Rar!"), 0, FILE_FOREIGN, STR(ERR_WORD("a RAR archive"))},
    {STR("7z\xBC\xAF\x27\x1C"), 0, FILE_FOREIGN, STR(ERR_WORD("a 7-Zip archive"))},
    {STR("BZh"), 0, FILE_FOREIGN, STR(ERR_WORD("a bzip2 file"))},
    {STR("\xFD"
         "7zXZ"),
     0, FILE_FOREIGN, STR(ERR_WORD("an xz file"))},
    {STR("\x28\xB5\x2F\xFD"), 0, FILE_FOREIGN, STR(ERR_WORD("a Zstandard file"))},
    {STR("ORC"), 0, FILE_FOREIGN, STR(ERR_WORD("an ORC file"))},
    {STR("Obj\x01"), 0, FILE_FOREIGN, STR(ERR_WORD("an Avro file"))},
    {STR("ftyp"), 4, FILE_FOREIGN, STR(ERR_WORD("a video"))},
    {STR("ID3"), 0, FILE_FOREIGN, STR(ERR_WORD("a sound"))},
    {STR("{\\rtf"), 0, FILE_FOREIGN, STR(ERR_WORD("a rich text document"))},
};

static const Magic *magic_find(Str head) {
    for (size_t i = 0; i < COUNT_OF(MAGICS); i++) {
        if (str_starts(str_skip(head, MAGICS[i].at), MAGICS[i].bytes)) return &MAGICS[i];
    }
    return NULL;
}

// "ORC" or "BZh" may begin a line of a table as well: magic of a few letters counts only
// when bytes that are not text follow.
static bool has_control(Str head) {
    for (size_t i = 0; i < head.len; i++) {
        unsigned char c = (unsigned char)head.ptr[i];
        if (c < 0x20 && !strchr("\t\n\r\f\v\x1b\x1e\x1f", c)) return true;
        if (c == 0) return true;
    }
    return false;
}

static bool is_utf16(Str head) {
    if (str_starts(head, S("\xFF\xFE")) || str_starts(head, S("\xFE\xFF"))) return true;
    size_t zeros[2] = {0, 0};
    for (size_t i = 0; i < head.len; i++) zeros[i % 2] += head.ptr[i] == 0;
    size_t few = head.len / 40, many = head.len / 10;
    return head.len >= 8 &&
           ((zeros[0] > many && zeros[1] <= few) || (zeros[1] > many && zeros[0] <= few));
}

static FileKind text_kind(Str head) {
    Str text = str_trim(str_cut_prefix_nocase(head, S("\xEF\xBB\xBF")));
    if (str_starts_nocase(text, S("<!doctype html")) || str_starts_nocase(text, S("<html")) ||
        str_starts_nocase(text, S("<table")) || str_starts_nocase(text, S("<?xml"))) {
        return FILE_HTML;
    }
    if (text.len == 0) return FILE_EMPTY;
    if (text.ptr[0] == '{') return FILE_JSON;
    if (text.ptr[0] != '[') return FILE_DELIMITED;
    // "[1] Name,Qty" is no JSON: an array goes on with an object, array, text, number or end.
    Str rest = str_trim(str_skip(text, 1));
    return rest.len == 0 || strchr("{[]\"", rest.ptr[0]) ? FILE_JSON : FILE_DELIMITED;
}

FileKind filekind_of(Str head) {
    if (head.len == 0) return FILE_EMPTY;
    const Magic *magic = magic_find(head);
    bool short_magic = magic && magic->bytes.len <= 3 && magic->kind == FILE_FOREIGN;
    if (magic && (!short_magic || has_control(head))) return magic->kind;
    if (is_utf16(head)) return FILE_DELIMITED;
    return has_control(head) ? FILE_BINARY : text_kind(head);
}

Str filekind_foreign(Str head) {
    const Magic *magic = magic_find(head);
    return magic ? magic->name : S(ERR_WORD("no kind of file that is known"));
}

Str filekind_name(FileKind kind) {
    static const Str NAMES[] = {
        [FILE_EMPTY] = STR(ERR_WORD("empty")),
        [FILE_DELIMITED] = STR(ERR_WORD("delimited text")),
        [FILE_JSON] = STR(ERR_WORD("JSON")),
        [FILE_PARQUET] = STR(ERR_WORD("Parquet")),
        [FILE_ZIP] = STR(ERR_WORD("a ZIP archive")),
        [FILE_XLSX] = STR(ERR_WORD("an Excel workbook")),
        [FILE_OLE] = STR(ERR_WORD("an old Excel workbook")),
        [FILE_SQLITE] = STR(ERR_WORD("a SQLite database")),
        [FILE_DUCKDB] = STR(ERR_WORD("a DuckDB database")),
        [FILE_GZIP] = STR(ERR_WORD("gzip")),
        [FILE_HTML] = STR(ERR_WORD("a web page")),
        [FILE_FOREIGN] = STR(ERR_WORD("something else")),
        [FILE_BINARY] = STR(ERR_WORD("binary")),
    };
    return NAMES[kind];
}

FileKind filekind_by_extension(Str extension) {
    static const struct {
        Str extension;
        FileKind kind;
    } KINDS[] = {
        {STR("csv"), FILE_DELIMITED},  {STR("tsv"), FILE_DELIMITED}, {STR("tab"), FILE_DELIMITED},
        {STR("txt"), FILE_DELIMITED},  {STR("psv"), FILE_DELIMITED}, {STR("json"), FILE_JSON},
        {STR("ndjson"), FILE_JSON},    {STR("jsonl"), FILE_JSON},    {STR("parquet"), FILE_PARQUET},
        {STR("xlsx"), FILE_XLSX},      {STR("xlsm"), FILE_XLSX},     {STR("xls"), FILE_OLE},
        {STR("zip"), FILE_ZIP},        {STR("gz"), FILE_GZIP},       {STR("sqlite"), FILE_SQLITE},
        {STR("sqlite3"), FILE_SQLITE}, {STR("db"), FILE_SQLITE},     {STR("duckdb"), FILE_DUCKDB},
    };
    for (size_t i = 0; i < COUNT_OF(KINDS); i++) {
        if (str_eq_nocase(extension, KINDS[i].extension)) return KINDS[i].kind;
    }
    return FILE_BINARY;
}
