// web_files: the web application inside the program: its files with their compressed variants.
#pragma once

#include "net/static_files.h"

typedef struct WebFile {
    const char *path;  // "/assets/index-Bd3f9a1c.js"
    const char *bytes, *bytes_end;
    const char *brotli, *brotli_end;  // empty: none
    const char *gzip, *gzip_end;
} WebFile;

// Written by tools/embed at build time; ended by one without a path.
extern const WebFile WEB_FILES[];

// Empty when the program was built without the application.
StaticFiles *web_files_load(Arena *a);
