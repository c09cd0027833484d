# tidy.awk: reads src/rooms.txt, then every C file (to learn the names), then every C file again
# (pass=2) and prints the breaches. The sources are formatted by clang-format, so a function
# begins and ends in column 1. POSIX awk; bytes, not characters.

BEGIN {
    FILE_LINES_MAX = 800; FUNCTION_LINES_MAX = 70; PARAMETERS_MAX = 6; NESTING_MAX = 4; WIDTH_MAX = 100

    # ban(name, files that may call it as a regular expression, what to do instead)
    ban("strcpy|strcat|sprintf|vsprintf|gets|strncat", "", "use Buf or str_fmt")
    ban("strtok|strtok_r", "", "use str_next_part")
    ban("atoi|atol|atoll|atof", "", "use str_to_int or str_to_float")
    ban("rand|srand|random|srandom|drand48", "", "use sys/rand")
    ban("localtime|gmtime|ctime|asctime", "", "use base/date and sys/clock")
    ban("alloca|tmpnam|system|popen", "", "not in this house")
    ban("setjmp|longjmp|sigsetjmp|siglongjmp", "^tests/", "return an Err")
    ban("socket|socketpair|accept|accept4", "^(src/net|tests|bench)/", "only net opens sockets")
    ban("time|clock|clock_gettime|gettimeofday", "^(src/sys|tests|bench)/", "only sys reads the clock")
    ban("printf|puts|putchar|perror", "^(src/app|tests|bench)/", "only app prints")
    ban("log_event|log_debug|log_info|log_warn|log_error", "^(src/(sys|api|jobs|app)|tests|bench)/",
        "only api, jobs and app log")

    # Exported names that begin neither with a file of their room nor with a type of it.
    split("fail main LLVMFuzzerTestOneInput time_write dir_exists dir_make dir_remove_all dir_list " \
          "path_join path_name path_stem path_extension", words, " ")
    for (i in words) name_allowed[words[i]] = 1
}

function ban(names, where, advice,    list, n, i) {
    n = split(names, list, "|")
    for (i = 1; i <= n; i++) {
        banned_where[list[i]] = where
        banned_advice[list[i]] = advice
    }
}

function breach(line, rule, text) { print FILENAME ":" line ": " rule ": " text }

# DateUnit -> date_unit
function snake(type,    out, i, c) {
    out = ""
    for (i = 1; i <= length(type); i++) {
        c = substr(type, i, 1)
        if (c ~ /[A-Z]/ && i > 1) out = out "_"
        out = out tolower(c)
    }
    return out
}

# ---- the law: src/rooms.txt

FILENAME == "src/rooms.txt" {
    if ($0 ~ /^#/ || NF == 0) next
    name = $1
    sub(/:.*/, "", name)
    sub(/^[^:]*:/, "")
    known[name] = 1
    may[name, name] = 1
    for (i = 1; i <= NF; i++) {
        if (!($i in known)) breach(FNR, "rooms", name " may not include " $i ", which is not below it")
        may[name, $i] = 1
    }
    next
}

# ---- for each file

FNR == 1 {
    parts = split(FILENAME, part, "/")
    in_src = part[1] == "src"
    room = in_src ? part[2] : ""
    stem = part[parts]
    sub(/\.[ch]$/, "", stem)
    is_header = FILENAME ~ /\.h$/
    if (pass == 2) file_begin()
}

pass != 2 {
    if (FNR == 1 && in_src) names[room] = names[room] " " stem
    if (in_src && match($0, /^(typedef +)?(struct|enum|union) +[A-Z][A-Za-z0-9]*/)) {
        count = split(substr($0, RSTART, RLENGTH), words, " ")
        names[room] = names[room] " " snake(words[count])
    }
    if (in_src && match($0, /^typedef .* [A-Z][A-Za-z0-9]*;/)) {
        count = split(substr($0, RSTART, RLENGTH - 1), words, " ")
        names[room] = names[room] " " snake(words[count])
    }
    next
}

function file_begin() {
    file_end()
    file = FILENAME
    has_once = !is_header
    in_function = 0
    head = ""
    if (in_src && !(room in known)) breach(1, "rooms", room " has no line in src/rooms.txt")
    if (!in_src) return
    if (part[parts] in seen) breach(1, "names", "also the name of " seen[part[parts]])
    seen[part[parts]] = FILENAME
}

# Of the file before this one: FILENAME has moved on.
function file_end() {
    if (file == "") return
    if (!has_once) print file ":1: once: a header needs #pragma once"
    # A table that tools/train writes is for no reader.
    if (lines > FILE_LINES_MAX && file !~ /_weights\.c$/) print file ":" lines ": size: " lines " lines in a file; at most " FILE_LINES_MAX
}

END { file_end() }

{
    lines = FNR
    wide = $0
    gsub(/[\200-\277]/, "", wide)
    if (length(wide) > WIDTH_MAX) breach(FNR, "width", length(wide) " columns; at most " WIDTH_MAX)
    if ($0 ~ /^#pragma once/) has_once = 1
    if ($0 ~ /^#include "/) include_check()

    code = $0
    gsub(/'(\\.|[^'\\])'/, "' '", code)
    gsub(/"([^"\\]|\\.)*"/, "\"\"", code)
    sub(/\/\/.*/, "", code)
    gsub(/\/\*[^*]*\*\//, "", code)
    calls_check()
    function_follow()
}

function include_check(    path, other) {
    if (!in_src) return
    path = $0
    sub(/^#include "/, "", path)
    sub(/".*/, "", path)
    other = path
    if (!sub(/\/.*/, "", other)) {
        breach(FNR, "include", "\"" path "\" does not name its room")
    } else if (!(other in known)) {
        breach(FNR, "rooms", other " has no line in src/rooms.txt")
    } else if (!((room, other) in may)) {
        breach(FNR, "rooms", room " may not include " other)
    }
}

function calls_check(    rest, name) {
    if (code ~ /^#/) return
    rest = code
    while (match(rest, /[A-Za-z_][A-Za-z0-9_]*\(/)) {
        name = substr(rest, RSTART, RLENGTH - 1)
        # A member of that name is not the library's function.
        called = RSTART == 1 || substr(rest, RSTART - 1, 1) !~ /[.>]/
        if (called && (name in banned_advice) &&
            (banned_where[name] == "" || FILENAME !~ banned_where[name])) {
            breach(FNR, "banned", name "(): " banned_advice[name])
        }
        rest = substr(rest, RSTART + RLENGTH)
    }
    if (code ~ /(^|[^A-Za-z0-9_])stderr([^A-Za-z0-9_]|$)/ &&
        FILENAME !~ /^(src\/(app|sys)|tests|bench)\/|^src\/base\/arena\.c$/) {
        breach(FNR, "banned", "stderr: only app and sys/log write there")
    }
}

# ---- functions: from the first line of the head to the closing brace in column 1

function function_follow() {
    if (in_function) {
        if (code ~ /^}/) {
            in_function = 0
            if (FNR - head_line + 1 > FUNCTION_LINES_MAX) {
                breach(head_line, "size", head_name "() has " (FNR - head_line + 1) \
                       " lines; at most " FUNCTION_LINES_MAX)
            }
        } else {
            nesting_check()
        }
        return
    }
    if (code ~ /^[A-Za-z_]/) {
        head = ""
        head_line = FNR
    }
    if (code ~ /^[#}]/ || (head == "" && code !~ /^[A-Za-z_]/)) {
        head = ""
        return
    }
    head = head " " code
    if (code ~ /;[ ]*$/ && code !~ /\{/) {
        head = ""
    } else if (head ~ /\)[ ]*\{/) {
        head_check()
        in_function = code ~ /\{[ ]*$/
        head = ""
    } else if (code ~ /[{=][ ]*$/) {
        head = ""  # a table or a type
    }
}

# Blocks are indented by 4; a block that opens deeper than NESTING_MAX lies too deep.
function nesting_check(    indent) {
    if (code !~ /\{[ ]*$/ || code !~ /^ *(}? ?else|if|for|while|do|switch)/) return
    indent = match(code, /[^ ]/) - 1
    if (indent / 4 > NESTING_MAX) {
        breach(FNR, "nesting", indent / 4 " levels in " head_name "(); at most " NESTING_MAX)
    }
}

function head_check(    count, i, c, depth, from) {
    sub(/\)[ ]*\{.*/, ")", head)
    gsub(/__attribute__\(\([^)]*(\([^)]*\))?[^)]*\)\)/, "", head)
    if (!match(head, /[A-Za-z_][A-Za-z0-9_]*\(/)) return
    head_name = substr(head, RSTART, RLENGTH - 1)
    from = RSTART + RLENGTH - 1
    count = 1
    depth = 0
    for (i = from; i <= length(head); i++) {
        c = substr(head, i, 1)
        if (c == "(") depth++
        if (c == ")") depth--
        if (c == "," && depth == 1) count++
    }
    if (count > PARAMETERS_MAX) {
        breach(head_line, "size", head_name "() has " count " parameters; at most " PARAMETERS_MAX)
    }
    if (in_src && head !~ /^ *(static|extern)( |$)/) name_check(head_name)
}

function name_check(name,    list, n, i) {
    if (name in name_allowed) return
    n = split(names[room], list, " ")
    for (i = 1; i <= n; i++) {
        if (name == list[i] || index(name, list[i] "_") == 1) return
    }
    breach(head_line, "names", name "() is exported; it should begin with " stem "_")
}
