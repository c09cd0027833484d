// openapi: the OpenAPI 3.1 description of the route table.
#pragma once

#include "base/buf.h"

void openapi_write(Buf *out);
