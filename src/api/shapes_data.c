// Shapes of what is kept of tables and files: the bin, and uploads under way.
#include "api/shapes.h"

#include <stddef.h>

static const Field DELETED_TABLE_FIELDS[] = {
    {"id", FIELD_TEXT, true, "Of this deletion.", NULL},
    {"table", FIELD_TEXT, true, "The name that it had.", NULL},
    {"rows", FIELD_INTEGER, true, "", NULL},
    {"deleted_at", FIELD_MOMENT, true, "", NULL},
    {"kept_until", FIELD_MOMENT, true, "After that it is gone for good.", NULL},
    {"exchanged", FIELD_FLAG, true, "An import or a restoring took its place; nobody deleted it.",
     NULL},
    {0},
};
const Shape DELETED_TABLE = {"DeletedTable", "A table that can be restored.", DELETED_TABLE_FIELDS};

static const Field DELETED_TABLES_FIELDS[] = {
    {"tables", FIELD_LIST, true, "", &DELETED_TABLE},
    {0},
};
const Shape DELETED_TABLES = {"DeletedTables", "", DELETED_TABLES_FIELDS};

static const Field RESTORED_TABLE_FIELDS[] = {
    {"table", FIELD_TEXT, true, "Its name now.", NULL},
    {"put_aside", FIELD_TEXT, false,
     "With in_place=true: of what it took the place of, among the deleted ones.", NULL},
    {0},
};
const Shape RESTORED_TABLE = {"RestoredTable", "", RESTORED_TABLE_FIELDS};

static const Field UPLOAD_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"name", FIELD_TEXT, true, "", NULL},
    {"length", FIELD_INTEGER, true, "Bytes in all.", NULL},
    {"offset", FIELD_INTEGER, true, "Bytes that are here.", NULL},
    {"fingerprint", FIELD_TEXT, true, "By which the client knows the file again.", NULL},
    {"expires_at", FIELD_MOMENT, true, "", NULL},
    {"job", FIELD_TEXT, false, "Of the import, once the file is whole.", NULL},
    {0},
};
const Shape UPLOAD = {"Upload", "A file on its way in.", UPLOAD_FIELDS};

static const Field UPLOADS_FIELDS[] = {
    {"uploads", FIELD_LIST, true, "", &UPLOAD},
    {0},
};
const Shape UPLOADS = {"Uploads", "", UPLOADS_FIELDS};
