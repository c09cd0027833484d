// engine_writer: what the appender needs of the writer.
#pragma once

#include <duckdb.h>

#include "engine/engine.h"

duckdb_connection engine_writer_connection(Writer *w);
