// memory: what the allocator keeps for later, given back.
#pragma once

// Returns freed pages to the system. Takes milliseconds; for the end of work that needed much
// more than what stays (an import, an index), never for a request.
void memory_trim(void);
