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

static const char DASHBOARDS[] =
    "CREATE TABLE dashboards("
    "  id TEXT PRIMARY KEY, workspace TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,"
    "  name TEXT NOT NULL, version INTEGER NOT NULL, json TEXT NOT NULL, cards INTEGER NOT NULL,"
    "  favourite INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,"
    "  deleted_at INTEGER NOT NULL) STRICT;"  // 0: it is there
    "CREATE INDEX dashboards_by_workspace ON dashboards(workspace, updated_at);"

    "CREATE TABLE dashboard_versions("
    "  dashboard TEXT NOT NULL REFERENCES dashboards ON DELETE CASCADE,"
    "  version INTEGER NOT NULL, json TEXT NOT NULL, what TEXT NOT NULL, at INTEGER NOT NULL,"
    "  PRIMARY KEY(dashboard, version)) STRICT;"

    // `at_date` is the day that an annotation points to, "" for a comment of no day.
    "CREATE TABLE dashboard_comments("
    "  id TEXT PRIMARY KEY, dashboard TEXT NOT NULL REFERENCES dashboards ON DELETE CASCADE,"
    "  card TEXT NOT NULL, at_date TEXT NOT NULL, text TEXT NOT NULL, author TEXT NOT NULL,"
    "  made_at INTEGER NOT NULL, deleted_at INTEGER NOT NULL) STRICT;"
    "CREATE INDEX dashboard_comments_of ON dashboard_comments(dashboard, made_at);"

    // Withdrawn links stay, so that who follows one is told so.
    "CREATE TABLE dashboard_links("
    "  token TEXT PRIMARY KEY, dashboard TEXT NOT NULL REFERENCES dashboards ON DELETE CASCADE,"
    "  made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, withdrawn_at INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX dashboard_links_of ON dashboard_links(dashboard, made_at);";

static const char KEPT[] =
    "ALTER TABLE questions ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE questions ADD COLUMN deleted_at INTEGER NOT NULL DEFAULT 0;"

    // `key` is the question normalised.
    "CREATE TABLE verified_questions("
    "  id TEXT PRIMARY KEY, workspace TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,"
    "  key TEXT NOT NULL, question TEXT NOT NULL, plan TEXT NOT NULL, made_at INTEGER NOT NULL,"
    "  deleted_at INTEGER NOT NULL) STRICT;"
    "CREATE UNIQUE INDEX verified_questions_by_key ON verified_questions(workspace, key);"

    "CREATE TABLE saved_queries("
    "  id TEXT PRIMARY KEY, workspace TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,"
    "  name TEXT NOT NULL, json TEXT NOT NULL, made_at INTEGER NOT NULL,"
    "  updated_at INTEGER NOT NULL, deleted_at INTEGER NOT NULL) STRICT;"
    "CREATE INDEX saved_queries_by_name ON saved_queries(workspace, name);";

// Files that come in piece by piece, and those that wait for their import. A file itself lies in
// the folder of uploads; how much of it is there is its size. `job` is "" until it is whole;
// `attempts` counts how often its import began; `over` says that its file is not needed any more.
static const char UPLOADS[] =
    "CREATE TABLE uploads("
    "  id TEXT PRIMARY KEY, workspace TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,"
    "  name TEXT NOT NULL, length INTEGER NOT NULL, fingerprint TEXT NOT NULL,"
    "  mode TEXT NOT NULL, into_table TEXT NOT NULL, key_columns TEXT NOT NULL,"
    "  job TEXT NOT NULL DEFAULT '', attempts INTEGER NOT NULL DEFAULT 0,"
    "  over INTEGER NOT NULL DEFAULT 0, made_at INTEGER NOT NULL) STRICT;"
    "CREATE INDEX uploads_by_time ON uploads(workspace, made_at);";

// Who may do what. A person's `key` is the name folded, for finding it; one who was removed is only
// marked, so that what they made keeps its author. A session is found by the hash of its token;
// the token itself is nowhere. What was made while there were no accounts has the person ''.
static const char PEOPLE[] =
    "CREATE TABLE people("
    "  id TEXT PRIMARY KEY, workspace TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,"
    "  name TEXT NOT NULL, key TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL,"
    "  made_at INTEGER NOT NULL, deleted_at INTEGER NOT NULL) STRICT;"
    "CREATE UNIQUE INDEX people_by_key ON people(workspace, key) WHERE deleted_at = 0;"

    "CREATE TABLE sessions("
    "  hash TEXT PRIMARY KEY, id TEXT NOT NULL,"
    "  person TEXT NOT NULL REFERENCES people ON DELETE CASCADE, agent TEXT NOT NULL,"
    "  address TEXT NOT NULL, made_at INTEGER NOT NULL, seen_at INTEGER NOT NULL) STRICT;"
    "CREATE INDEX sessions_of ON sessions(person);"

    // A dashboard's `owner` is who made it; `everyone` and the grants say who else may see or
    // change it. A grant is to a person or to a role.
    "ALTER TABLE dashboards ADD COLUMN owner TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE dashboards ADD COLUMN everyone TEXT NOT NULL DEFAULT 'edit';"
    "CREATE TABLE dashboard_grants("
    "  dashboard TEXT NOT NULL REFERENCES dashboards ON DELETE CASCADE,"
    "  person TEXT NOT NULL, role TEXT NOT NULL, level TEXT NOT NULL,"
    "  PRIMARY KEY(dashboard, person, role)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE dashboard_favourites("
    "  dashboard TEXT NOT NULL REFERENCES dashboards ON DELETE CASCADE, person TEXT NOT NULL,"
    "  PRIMARY KEY(dashboard, person)) STRICT, WITHOUT ROWID;"
    "INSERT INTO dashboard_favourites SELECT id, '' FROM dashboards WHERE favourite <> 0;"
    "ALTER TABLE dashboards DROP COLUMN favourite;"

    "ALTER TABLE dashboard_versions ADD COLUMN person TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE dashboard_comments ADD COLUMN person TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE questions ADD COLUMN person TEXT NOT NULL DEFAULT '';"
    "CREATE INDEX questions_by_person ON questions(workspace, person, id);"
    "ALTER TABLE saved_queries ADD COLUMN person TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE saved_queries ADD COLUMN shared INTEGER NOT NULL DEFAULT 1;";

const Migration STORE_MIGRATIONS[] = {
    {1, "workspaces, settings, models, questions, jobs", FIRST},
    {2, "forecasts", FORECASTS},
    {3, "dashboards", DASHBOARDS},
    {4, "favourite, verified and saved questions", KEPT},
    {5, "uploads", UPLOADS},
    {6, "people, sessions, access", PEOPLE},
};
const size_t STORE_MIGRATION_COUNT = COUNT_OF(STORE_MIGRATIONS);
