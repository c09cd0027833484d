// local: a workspace that lives as long as one command: files go in, nothing is kept.
#pragma once

#include "flow/workspace.h"

typedef struct Local Local;

// Imports every source (file or folder) into a fresh workspace in memory, and lays the model file
// (NULL: none) over what was inferred. Fails with the source's path in the message.
MUST_USE bool local_open(char *const *sources, int source_count, const char *model_path, Date today,
                         Local **ret_local, Err *err);
// A server's data folder as it is, for as long as no server has it open.
bool local_is_data(const char *folder);
MUST_USE bool local_open_data(const char *folder, Local **ret_local, Err *err);
void local_close(Local *l);  // NULL is fine
void local_closep(Local **l);

Workspace *local_workspace(Local *l);
// What each source was understood as, in the order given.
const ImportResult *local_import(const Local *l, int source);
