// rank_list: the features of the ranking, one row each. A new one is a row here and its value in
// the file that is named; then learn anew (docs/ask.md).
#pragma once

// rank_features.c: how well the words fit, and the shape of the plan in numbers. The ranking's
// linear part is learned over these alone; its trees and the confidence over all that follow too.
#define RANK_FEATURES(X)                                                                           \
    X(WORDS, "how well the words fit what they were read as, per word")                            \
    X(WEAKEST, "how far the weakest of them is from sure")                                         \
    X(COVERAGE, "share of the words with content that were read")                                  \
    X(UNREAD, "words that were not")                                                               \
    X(UNUSED, "words understood that no rule had a use for")                                       \
    X(DOUBT, "what the grammar had to guess")                                                      \
    X(HOPS, "joins of the plan")                                                                   \
    X(SPREAD, "joins between what the words name")                                                 \
    X(CORRECTED, "misspelt words")                                                                 \
    X(MISSING, "a word of business that the data lacks")                                           \
    X(PLAIN_LIST, "a list of rows")                                                                \
    X(CHANGE, "a change of the plan before")                                                       \
    X(SECOND, "how much better other things of the same words would fit")                          \
    X(AMBIGUOUS, "words that fit something else about as well")                                    \
    X(WORD_VALUE, "values of which the question has one word only")                                \
    X(VALUES, "values of the data that the question names")                                        \
    X(SOFT, "words that may say something or nothing")                                             \
    X(CONTENT, "words with content")                                                               \
    X(SCHEMA, "logarithm of the number of tables")                                                 \
    X(SILENT, "tables of the plan that no word names")                                             \
    X(CHAIN, "from many rows to one and out to many others: siblings")                             \
    X(LOST, "columns named that the plan does not have")                                           \
    X(LOST_VALUE, "values named that it does not have")                                            \
    X(LOST_TABLE, "tables named that it does not have")                                            \
    X(UNNAMED, "columns shown that no word names")                                                 \
    X(MEASURES, "measures")                                                                        \
    X(DIMENSIONS, "dimensions")                                                                    \
    X(FILTERS, "filters")                                                                          \
    X(HAVING, "having")                                                                            \
    X(ORDER, "order")                                                                              \
    X(LIMIT, "limit")                                                                              \
    X(TIME, "time")                                                                                \
    X(NESTED, "plans inside of it")                                                                \
    X(SET, "a set operation")                                                                      \
    X(DISTINCT, "each row once")                                                                   \
    X(GROUPED, "measures by dimensions")                                                           \
    X(EACH_MATCH, "a row for every partner")                                                       \
    X(LEARNED, "made by a sketch, not by the grammar")                                             \
    X(SHAPE, "how likely the sketches find its shape,")                                            \
    X(SHOWN, "what it shows,")                                                                     \
    X(CONDITIONS, "its conditions,")                                                               \
    X(TABLES, "its tables,")                                                                       \
    X(SORTED, "what it groups and orders by,")                                                     \
    X(COMPARED, "how it compares numbers,")                                                        \
    X(SHAPE_WIDTH, "of its shape: what is shown of each kind,")                                    \
    X(SHAPE_PLACE, "order and limit,")                                                             \
    X(SHAPE_SETS, "nested conditions and sets,")                                                   \
    X(SHAPE_WORST, "the least likely part of it")

// rank_align.c: whether what the plan has stands where the question says it.
#define RANK_ALIGNMENTS(X)                                                                         \
    X(NUMBERS_LOST, "numbers of the question that the plan lacks")                                 \
    X(NUMBERS_ADDED, "numbers of the plan that the question lacks")                                \
    X(TURNED, "pairs of shown columns not in the order of mention")                                \
    X(LATE, "shown, but named where the conditions stand")                                         \
    X(EARLY, "named before the conditions, and not shown")                                         \
    X(FIRST_AT, "where the first shown column is named, 0 to 1")                                   \
    X(FIRST_NAMED, "the first that is named is shown")                                             \
    X(FIT, "how well the shown columns are named, their mean")                                     \
    X(FIT_LEAST, "... the worst of them")                                                          \
    X(RIVALS, "columns the same words name as well, of those shown")                               \
    X(OWN_TABLE, "shown columns whose table is named")                                             \
    X(OTHER_TABLE, "... is not")                                                                   \
    X(NEAR_TABLE, "... is named beside them")                                                      \
    X(TWICE, "shown twice")                                                                        \
    X(SAME_NAME, "of one name and different tables")                                               \
    X(FILTER_SHOWN, "shown though a condition says what it is")                                    \
    X(FILTER_FIT, "how well the columns of conditions are named")                                  \
    X(LISTED, "things listed before the conditions")                                               \
    X(WIDER, "columns shown above these")                                                          \
    X(NARROWER, "... below")                                                                       \
    X(QUESTION_LENGTH, "question length")                                                          \
    X(QUESTION_NUMBERS, "question numbers")                                                        \
    X(PLAN_SIZE, "expressions of the plan")

// rank_votes.c: a candidate among the others.
#define RANK_VOTES(X)                                                                              \
    X(AGREE, "ways that came to the same plan, a logarithm")                                       \
    X(VOTE_SHOWN, "share of the others that show the same")                                        \
    X(VOTE_FILTER, "... have the same conditions")                                                 \
    X(VOTE_ORDER, "... the same order and limit")                                                  \
    X(VOTE_TABLES, "... the same tables")                                                          \
    X(VOTE_GROUP, "... the same groups and conditions on them")                                    \
    X(PLACE, "place by the linear part, a logarithm")                                              \
    X(BEHIND, "how far behind the best, or ahead of the second")                                   \
    X(CROWD, "different candidates, a logarithm")                                                  \
    X(BEYOND, "of a kind that the sets of the learning hardly have")                               \
    X(BUSINESS, "the data has a metric that how much means")                                       \
    X(FAVOURITE, "what the grammar's own order puts first")

// rank_outcomes.c: what it came to when it was run, and the other leading ones (outcome.h).
#define RANK_OUTCOMES(X)                                                                           \
    X(RAN, "it was run")                                                                           \
    X(FAILED, "it can not be run")                                                                 \
    X(EMPTY, "no row")                                                                             \
    X(ZERO, "one row of nothing and zeros")                                                        \
    X(ROWS, "logarithm of the number of rows")                                                     \
    X(NULLS, "share of cells in which nothing stands")                                             \
    X(REPEATS, "share of rows that stand there already")                                           \
    X(MATES, "others that came to the same rows")                                                  \
    X(BACKING, "how likely those are, of all that were run")                                       \
    X(LEAD_ROWS, "the same rows as the likeliest")                                                 \
    X(LEAD_TIMES, "logarithm of its rows over those of the likeliest")                             \
    X(KINDS, "different rows that were come to")                                                   \
    X(FULLER, "how likely those are that came to more than nothing")                               \
    X(TRIAL_PLACE, "place before they were run, a logarithm")                                      \
    X(TRIAL_BEHIND, "how far behind the likeliest, or ahead of the second")

// rank_cues.c: what the question says, the same for all candidates: words and phrases.
#define RANK_CUES(X)                                                                               \
    X(HOW_MANY, "how many|number of|count|counts|amount of")                                       \
    X(HOW_MUCH, "how much")                                                                        \
    X(TOTAL, "total|sum|overall|altogether|combined")                                              \
    X(AVERAGE, "average|mean|averages")                                                            \
    X(MOST,                                                                                        \
      "most|highest|maximum|max|largest|biggest|greatest|oldest|longest|best|top|latest|tallest|"  \
      "most recent|newest|heaviest|richest|last|maximal|more often|most common|most popular")      \
    X(LEAST,                                                                                       \
      "least|lowest|minimum|min|smallest|fewest|youngest|shortest|cheapest|earliest|worst|first|"  \
      "minimal|least common")                                                                      \
    X(EACH, "each|every|per|by each|for all|for every|respective|corresponding")                   \
    X(DIFFERENT, "different|distinct|unique|various|kinds of|types of")                            \
    X(BOTH, "both|as well as|at the same time|and also|also")                                      \
    X(NOT,                                                                                         \
      "not|no|never|without|except|dont|didnt|doesnt|isnt|arent|hasnt|havent|none|"                \
      "nor|other than|excluding|did not|do not|neither|cannot|wasnt|werent")                       \
    X(OR, "or|either")                                                                             \
    X(AND, "and|&")                                                                                \
    X(MORE_THAN,                                                                                   \
      "more than|greater than|larger than|higher than|over|above|older than|longer than|after|"    \
      "exceeds|exceeding|bigger than|at least|or more|no less than|heavier than|later than|more")  \
    X(LESS_THAN,                                                                                   \
      "less than|fewer than|smaller than|lower than|under|below|younger than|shorter than|"        \
      "before|at most|or less|no more than|or fewer|earlier than|cheaper than|less")               \
    X(AT_LEAST, "at least|or more|no less than|minimum of")                                        \
    X(BETWEEN, "between|from|range|in between")                                                    \
    X(ORDERED,                                                                                     \
      "order|ordered|sorted|sort|ascending|descending|alphabetical|alphabetically|order of|"       \
      "decreasing|increasing|lexicographic|lexicographical|arranged|rank|ranked|desc|asc")         \
    X(DOWNWARD, "descending|decreasing|desc|from high to low|reverse|from the highest")            \
    X(UPWARD,                                                                                      \
      "ascending|increasing|asc|alphabetical|alphabetically|lexicographic|lexicographical")        \
    X(CONTAINS,                                                                                    \
      "contain|contains|containing|include|includes|including|start with|starts with|starting|"    \
      "begin with|begins with|end with|ends with|substring|letter|prefix|word|phrase|string|like") \
    X(ALL, "all|any")                                                                              \
    X(ONLY, "only|exactly|just")                                                                   \
    X(WHICH, "which")                                                                              \
    X(WHAT, "what")                                                                                \
    X(WHO, "who|whom|whose")                                                                       \
    X(WHERE, "where")                                                                              \
    X(WHEN, "when|date|dates|year|years|time|day|month")                                           \
    X(LIST, "list|show|find|give|return|display|tell|get|report")                                  \
    X(NAME, "name|names|named|title|titles|called")                                                \
    X(ID, "id|ids|identifier|code|codes|key|number")                                               \
    X(THAT, "that|which|with|whose|who|where|having|has|have|had|for|in|of those")                 \
    X(THEIR, "their|its|his|her|them")                                                             \
    X(ALONG, "along with|together with|as well as|with their|with its|and their|and its")          \
    X(SAME, "same|common|shared|share|also")                                                       \
    X(PERCENT, "percent|percentage|ratio|proportion|share|rate")                                   \
    X(DETAIL, "detail|details|information|info|everything|all about|description")                  \
    X(AND_MARK, ",|;")                                                                             \
    X(IS, "is|are|was|were")                                                                       \
    X(DO, "do|does|did")                                                                           \
    X(OF, "of")                                                                                    \
    X(BY, "by")                                                                                    \
    X(THAN, "than")                                                                                \
    X(ONE, "one|single|a single|at least one")                                                     \
    X(SECOND_PLACE, "second|third|2nd|3rd")

// rank_clauses.c: what the plan has.
#define RANK_CLAUSES(X)                                                                            \
    X(SHOWN, "columns shown")                                                                      \
    X(COUNTS, "counts shown")                                                                      \
    X(SUMS, "sums shown")                                                                          \
    X(AVERAGES, "averages shown")                                                                  \
    X(MAXES, "maxima shown")                                                                       \
    X(MINS, "minima shown")                                                                        \
    X(COUNT_DISTINCT, "counts of different things")                                                \
    X(ONCE, "each row once, or different things counted")                                          \
    X(DOWN, "ordered from the highest")                                                            \
    X(UP, "ordered from the lowest")                                                               \
    X(BY_COUNT, "ordered by a count")                                                              \
    X(BY_OTHER, "ordered by another aggregate")                                                    \
    X(BY_COLUMN, "ordered by a column")                                                            \
    X(LIMIT_ONE, "the first row")                                                                  \
    X(LIMIT_MANY, "the first rows")                                                                \
    X(SORTED, "an order, and all rows")                                                            \
    X(HIGHEST, "a maximum, or the first from the highest")                                         \
    X(LOWEST, "a minimum, or the first from the lowest")                                           \
    X(EQUALS, "equal to something")                                                                \
    X(DIFFERS, "not equal")                                                                        \
    X(ABOVE, "more than something")                                                                \
    X(BELOW, "less than something")                                                                \
    X(MATCHES, "a piece of text")                                                                  \
    X(RANGE, "between")                                                                            \
    X(NULLS, "whether there is a value")                                                           \
    X(EITHER, "one of several")                                                                    \
    X(NEGATED, "a negation of any kind")                                                           \
    X(IN_PLAN, "among the rows of another plan")                                                   \
    X(NOT_IN_PLAN, "not among them")                                                               \
    X(THAN_PLAN, "compared with the number of another plan")                                       \
    X(UNION, "rows of two plans")                                                                  \
    X(INTERSECT, "rows that both have")                                                            \
    X(EXCEPT, "rows that only the first has")                                                      \
    X(ALL_OF, "two conditions on the same, of which both hold")                                    \
    X(GROUPS, "groups")                                                                            \
    X(HIDDEN_GROUPS, "groups by what is not shown")                                                \
    X(HAVING_COUNT, "conditions on a count")                                                       \
    X(TABLES, "tables")                                                                            \
    X(KEYS, "keys shown")                                                                          \
    X(NAMES, "names shown")                                                                        \
    X(TIMES, "times shown")                                                                        \
    X(NUMBERS, "plain numbers shown")                                                              \
    X(FIRST_KEY, "a key is the first column")                                                      \
    X(FIRST_NAME, "a name is")                                                                     \
    X(FIRST_MEASURE, "an aggregate is")                                                            \
    X(FIRST_TIME, "a time is")                                                                     \
    X(FIRST_NUMBER, "a plain number is")                                                           \
    X(TEXTS, "texts in conditions")                                                                \
    X(FROM_PLAN, "rows of another plan instead of tables")

// What goes with what: the cue without the clause, and the clause without the cue.
#define RANK_PAIRS(X)                                                                              \
    X(HOW_MANY, COUNTS)                                                                            \
    X(HOW_MANY, BY_COUNT)                                                                          \
    X(TOTAL, SUMS)                                                                                 \
    X(AVERAGE, AVERAGES)                                                                           \
    X(AVERAGE, THAN_PLAN)                                                                          \
    X(MOST, HIGHEST)                                                                               \
    X(MOST, MAXES)                                                                                 \
    X(MOST, DOWN)                                                                                  \
    X(LEAST, LOWEST)                                                                               \
    X(LEAST, MINS)                                                                                 \
    X(LEAST, UP)                                                                                   \
    X(EACH, GROUPS)                                                                                \
    X(DIFFERENT, ONCE)                                                                             \
    X(BOTH, INTERSECT)                                                                             \
    X(SAME, INTERSECT)                                                                             \
    X(NOT, NEGATED)                                                                                \
    X(OR, EITHER)                                                                                  \
    X(MORE_THAN, ABOVE)                                                                            \
    X(LESS_THAN, BELOW)                                                                            \
    X(AT_LEAST, HAVING_COUNT)                                                                      \
    X(BETWEEN, RANGE)                                                                              \
    X(ORDERED, SORTED)                                                                             \
    X(DOWNWARD, DOWN)                                                                              \
    X(UPWARD, UP)                                                                                  \
    X(CONTAINS, MATCHES)                                                                           \
    X(NAME, NAMES)                                                                                 \
    X(ID, KEYS)                                                                                    \
    X(WHEN, TIMES)                                                                                 \
    X(WHO, FIRST_NAME)                                                                             \
    X(HOW_MANY, FIRST_MEASURE)                                                                     \
    X(DETAIL, TEXTS)                                                                               \
    X(SECOND_PLACE, LIMIT_ONE)
