// expr_atom: the leaves of an expression's text: literals, names, calls, CASE; and the state that
// the parser's files share. Not for other rooms.
#pragma once

#include "model/expr_lex.h"
#include "model/model.h"

typedef struct ExprParser ExprParser;
struct ExprParser {
    const Model *m;
    int table;  // whose columns need no "table."; -1 none
    Str text;
    Arena *arena;
    Err *err;
    Token token;
    size_t at;  // behind `token`
    int depth;
    bool (*whole)(ExprParser *p, Expr **ret);  // reads a whole expression: the grammar's top
};

MUST_USE bool expr_atom_parse(ExprParser *p, Expr **ret);

// The next token, and what it is.
MUST_USE bool expr_atom_step(ExprParser *p);
bool expr_atom_is_sign(const ExprParser *p, const char *sign);
bool expr_atom_is_word(const ExprParser *p, const char *word);
MUST_USE bool expr_atom_sign(ExprParser *p, const char *sign, const char *wanted);
MUST_USE bool expr_atom_word(ExprParser *p, const char *word);
// Values with commas between.
typedef VEC(Expr *) ExprArgs;
MUST_USE bool expr_atom_list(ExprParser *p, ExprArgs *args);
bool expr_atom_unexpected(ExprParser *p, const char *wanted);  // fails
