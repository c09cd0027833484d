// The metadata's shape, as the steps that made it. A step that was released is never edited:
// a change is a new row at the end. Moments are microseconds since 1970, UTC.
#include "base/defs.h"
#include "store/store_migrate.h"

static const char FIRST[] =
    "CREATE TABLE workspaces("
    "  id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;"

    // Workspace '' holds what concerns all.
    "CREATE TABLE settings("
    "  workspace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,"
    "  PRIMARY KEY(workspace, key)) STRICT, WITHOUT ROWID;"

    // Every version is kept: the newest is the one in force.
    "CREATE TABLE models("
    "  workspace TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,"
    "  version INTEGER NOT NULL, json TEXT NOT NULL, author TEXT NOT NULL,"
    "  created_at INTEGER NOT NULL, PRIMARY KEY(workspace, version)) STRICT;"

    "CREATE TABLE questions("
    "  id INTEGER PRIMARY KEY, workspace TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,"
    "  question TEXT NOT NULL, status TEXT NOT NULL, reading TEXT NOT NULL, sql TEXT NOT NULL,"
    "  confidence REAL NOT NULL, elapsed_us INTEGER NOT NULL, asked_at INTEGER NOT NULL) STRICT;"
    "CREATE INDEX questions_by_workspace ON questions(workspace, id);"

    "CREATE TABLE jobs("
    "  id TEXT PRIMARY KEY, workspace TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,"
    "  kind TEXT NOT NULL, title TEXT NOT NULL, status TEXT NOT NULL,"
    "  result TEXT NOT NULL DEFAULT '', error_code TEXT NOT NULL DEFAULT '',"
    "  error TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX jobs_by_time ON jobs(workspace, created_at);"
    "CREATE INDEX jobs_by_status ON jobs(status);";

// Every version of the data leaves its forecasts: they are graded when the real numbers come.
static const char FORECASTS[] =
    "CREATE TABLE forecasts("
    "  id INTEGER PRIMARY KEY, workspace TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,"
    "  kind TEXT NOT NULL, subject TEXT NOT NULL, request TEXT NOT NULL, version TEXT NOT NULL,"
    "  model TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,"
    "  made_at INTEGER NOT NULL, json TEXT NOT NULL) STRICT;"
    "CREATE INDEX forecasts_by_request ON forecasts(workspace, kind, request, made_at);"
    "CREATE INDEX forecasts_by_subject ON forecasts(workspace, subject, first);";

const Migration STORE_MIGRATIONS[] = {
    {1, "workspaces, settings, models, questions, jobs", FIRST},
    {2, "forecasts", FORECASTS},
};
const size_t STORE_MIGRATION_COUNT = COUNT_OF(STORE_MIGRATIONS);
