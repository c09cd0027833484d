#!/bin/bash
# tidy_test TIDY: makes a small tree that keeps every rule, then breaks one at a time; each breach
# must be reported in its place, and nothing else.
set -uo pipefail
tidy=$1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failures=0

fresh() {
    rm -rf "${tree:?}"/*
    mkdir -p "$tree"/src/{base,sys,net,shop} "$tree"/tests/shop
    cp "$(dirname "$tidy")/../.clang-format" "$tree"
    printf '# the law\nbase:\nsys: base\nnet: base sys\nshop: base sys\n' >"$tree/src/rooms.txt"
    printf '#pragma once\n\ntypedef struct LineItem LineItem;\n' >"$tree/src/shop/cart.h"
    cat >"$tree/src/shop/cart.c" <<'C'
#include "shop/cart.h"

#include "base/text.h"

// A comment may say sprintf(x), and a text may: neither is a call.
static const char *const WORDS[] = {
    "strcpy(a, b)",
    "time(0)",
};

static int helper(int a) { return a; }

int cart_total(int a) {
    const char quote = '"';
    return helper(a) + WORDS[0][0] + quote + shop->time(a) + runtime(a);
}

int line_item_price(int a) { return a; }
C
    printf '#pragma once\n' >"$tree/src/base/text.h"
    printf '#include <setjmp.h>\n\nint main(void) { return 0; }\n' >"$tree/tests/shop/cart_test.c"
}

# expect NAME LINE...: tidy must print exactly those lines.
expect() {
    local name=$1 wanted got
    shift
    wanted=$(printf '%s\n' "$@")
    got=$("$tidy" "$tree" 2>&1)
    if [ "$got" = "$wanted" ]; then
        echo "ok    $name"
    else
        printf 'FAIL  %s\n--- wanted\n%s\n--- got\n%s\n' "$name" "$wanted" "$got"
        failures=$((failures + 1))
    fi
}

# breaks NAME FILE TEXT LINE...: adds TEXT to FILE of a fresh tree.
breaks() {
    local name=$1 file=$2 text=$3
    shift 3
    fresh
    printf '%s\n' "$text" >>"$tree/$file"
    expect "$name" "$@"
}

# repeat COUNT LINE
repeat() { for ((i = 0; i < $1; i++)); do printf '%s\n' "$2"; done; }

fresh
expect "a tidy tree" ""

breaks "law: a higher room" src/base/low.c '#include "shop/cart.h"' \
    "src/base/low.c:1: rooms: base may not include shop"
breaks "law: an unknown room" src/base/low.c '#include "attic/cart.h"' \
    "src/base/low.c:1: rooms: attic has no line in src/rooms.txt"
breaks "law: no room" src/base/low.c '#include "cart.h"' \
    'src/base/low.c:1: include: "cart.h" does not name its room'
breaks "law: upside down" src/rooms.txt 'attic: roof' \
    "src/rooms.txt:6: rooms: attic may not include roof, which is not below it"
fresh
mkdir "$tree/src/attic"
echo 'int attic_x(void) { return 0; }' >"$tree/src/attic/attic.c"
expect "law: a folder without a line" "src/attic/attic.c:1: rooms: attic has no line in src/rooms.txt"

breaks "a header without once" src/base/low.h 'int low_x(void);' \
    "src/base/low.h:1: once: a header needs #pragma once"
breaks "two files of a name" src/sys/cart.c 'int cart_x(void) { return 0; }' \
    "src/sys/cart.c:1: names: also the name of src/shop/cart.c"
breaks "a foreign name" src/shop/cart.c 'int basket_total(int a) { return a; }' \
    "src/shop/cart.c:19: names: basket_total() is exported; it should begin with cart_"

breaks "banned: sprintf" src/shop/cart.c 'static void f(char *a) { sprintf(a, "x"); }' \
    "src/shop/cart.c:19: banned: sprintf(): use Buf or str_fmt"
breaks "banned: atoi" src/shop/cart.c 'static int f(char *a) { return atoi(a); }' \
    "src/shop/cart.c:19: banned: atoi(): use str_to_int or str_to_float"
breaks "banned: clock outside sys" src/shop/cart.c 'static long f(void) { return time(NULL); }' \
    "src/shop/cart.c:19: banned: time(): only sys reads the clock"
breaks "allowed: clock in sys" src/sys/hour.c 'int hour_of(void) { return time(NULL); }' ""
breaks "banned: socket outside net" src/shop/cart.c 'static int f(void) { return socket(1, 1, 0); }' \
    "src/shop/cart.c:19: banned: socket(): only net opens sockets"
breaks "allowed: socket in net" src/net/door.c 'int door_open(void) { return socket(1, 1, 0); }' ""
breaks "banned: logging below" src/shop/cart.c 'static void f(void) { log_info("x", NULL); }' \
    "src/shop/cart.c:19: banned: log_info(): only api, jobs and app log"
breaks "banned: stderr" src/shop/cart.c 'static void f(void) { fprintf(stderr, "x"); }' \
    "src/shop/cart.c:19: banned: stderr: only app and sys/log write there"
breaks "banned: longjmp" src/shop/cart.c 'static void f(void) { longjmp(here, 1); }' \
    "src/shop/cart.c:19: banned: longjmp(): return an Err"

breaks "width" src/shop/cart.c "// $(printf '%098d' 0)" \
    "src/shop/cart.c:19: width: 101 columns; at most 100"
breaks "width counts characters" src/shop/cart.c "// $(repeat 90 ₹ | tr -d '\n')" ""
breaks "format" src/shop/cart.c 'static int f( int a ){return a;}' \
    "src/shop/cart.c:19: format: run make format"

breaks "a function too long" src/shop/cart.c \
    "$(echo 'int cart_long(int a,'; echo '              int b) {'; repeat 68 '    a += b;'; echo '}')" \
    "src/shop/cart.c:19: format: run make format" \
    "src/shop/cart.c:19: size: cart_long() has 71 lines; at most 70"
breaks "a function just short enough" src/shop/cart.c \
    "$(echo 'int cart_long(int a, int b) {'; repeat 68 '    a += b;'; echo '}')" ""
breaks "too many parameters" src/shop/cart.c \
    'static int f(int a, int (*b)(int, int), int c, int d, int e, int g, int h) { return a; }' \
    "src/shop/cart.c:19: size: f() has 7 parameters; at most 6"
breaks "nested too deep" src/shop/cart.c 'static void f(int a) {
    if (a) {
        if (a) {
            if (a) {
                while (a) {
                    if (a) {
                        a--;
                    }
                }
            }
        }
    }
}' "src/shop/cart.c:24: nesting: 5 levels in f(); at most 4"
breaks "a file too long" src/shop/cart.c "$(repeat 783 '//')" \
    "src/shop/cart.c:801: size: 801 lines in a file; at most 800"

[ $failures -eq 0 ]
