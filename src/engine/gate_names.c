#include "engine/gate_names.h"

#include "base/defs.h"

// Names, parted by spaces, in alphabetical order within their subject.
typedef struct Names {
    GateRule rule;
    Str words;
} Names;

#define WORDS(rule, text)                                                                          \
    { rule, STR(text) }
// clang-format off
static const Names FUNCTIONS[] = {
    // operators
    WORDS(GATE_ALLOWED, "! !__postfix !~~ !~~* % & && * ** + - -> ->> / // << <-> <=> <@ >> @ @> "
                        "^ ^@ | || ~ ~~ ~~* ~~~"),
    // arithmetic
    WORDS(GATE_ALLOWED, "abs acos acosh add asin asinh atan atan2 atanh bit_count cbrt ceil "
                        "ceiling cos cosh cot degrees divide even exp factorial fdiv floor fmod "
                        "gamma gcd greatest greatest_common_divisor isfinite isinf isnan lcm "
                        "least least_common_multiple lgamma ln log log10 log2 mod multiply "
                        "nextafter pi pow power radians random round round_even roundbankers sign "
                        "signbit sin sinh sqrt subtract tan tanh trunc xor"),
    // text
    WORDS(GATE_ALLOWED, "array_extract ascii base64 bin bit_length char_length character_length "
                        "chr concat concat_ws contains damerau_levenshtein ends_with "
                        "format_bytes from_base64 from_hex hamming hex ilike_escape instr jaccard "
                        "jaro_similarity jaro_winkler_similarity lcase left left_grapheme len "
                        "length length_grapheme levenshtein like_escape lower ltrim md5 mismatches "
                        "nfc_normalize not_ilike_escape not_like_escape octet_length ord position "
                        "prefix regexp_escape regexp_extract regexp_extract_all regexp_full_match "
                        "regexp_matches regexp_split_to_array reverse right right_grapheme rtrim "
                        "sha1 sha256 split split_part starts_with str_split str_split_regex "
                        "string_split string_split_regex string_to_array strip_accents strlen "
                        "strpos substr substring substring_grapheme suffix to_base64 to_binary "
                        "to_hex translate trim ucase unhex unicode upper url_decode url_encode"),
    WORDS(GATE_COUNTED, "lpad repeat rpad"),
    WORDS(GATE_REPLACING, "regexp_replace replace"),
    WORDS(GATE_FORMAT, "format printf"),
    // dates and times
    WORDS(GATE_ALLOWED, "age ago century current_date current_localtime current_localtimestamp "
                        "date_add date_diff date_part date_sub date_trunc datediff datepart "
                        "datesub datetrunc day dayname dayofmonth dayofweek dayofyear "
                        "days_in_month decade epoch epoch_ms epoch_ns epoch_us era "
                        "get_current_time get_current_timestamp hour isodow isoyear julian "
                        "last_day make_date make_time make_timestamp make_timestamptz microsecond "
                        "millennium "
                        "millisecond minute month monthname nanosecond now quarter second strftime "
                        "strptime time_bucket timezone timezone_hour timezone_minute to_centuries "
                        "to_days to_decades to_hours to_microseconds to_millennia to_milliseconds "
                        "to_minutes to_months to_quarters to_seconds to_timestamp to_weeks "
                        "to_years today transaction_timestamp try_strptime week weekday weekofyear "
                        "year yearweek"),
    // conditions and types
    WORDS(GATE_ALLOWED, "coalesce constant_or_null hash if ifnull nullif typeof uuid "
                        "gen_random_uuid"),
    // lists, structs, maps, JSON
    WORDS(GATE_ALLOWED, "array_aggr array_aggregate array_append array_apply array_cat "
                        "array_concat array_contains array_distinct array_filter array_has "
                        "array_has_all array_has_any array_indexof array_intersect array_length "
                        "array_position array_prepend array_reverse array_reverse_sort "
                        "array_select array_slice array_sort array_to_string array_transform "
                        "array_unique array_value array_where array_zip cardinality element_at "
                        "flatten filter apply list_aggr list_aggregate list_any_value list_append "
                        "list_apply list_avg list_bool_and list_bool_or list_cat list_concat "
                        "list_contains list_count list_distinct list_element list_extract "
                        "list_filter list_first list_grade_up list_has list_has_all list_has_any "
                        "list_histogram list_indexof list_intersect list_last list_max "
                        "list_median list_min list_mode list_pack list_position list_prepend "
                        "list_product list_reduce list_reverse list_reverse_sort list_select "
                        "list_slice list_sort list_stddev_pop list_stddev_samp list_string_agg "
                        "list_sum list_transform list_unique list_value list_var_pop "
                        "list_var_samp list_where list_zip map map_concat map_contains map_entries "
                        "map_extract map_extract_value map_from_entries map_keys map_values row "
                        "struct_concat struct_extract struct_extract_at struct_insert struct_keys "
                        "struct_pack struct_values unnest unpivot_list"),
    WORDS(GATE_ALLOWED, "from_json json_array json_array_length json_contains json_exists "
                        "json_extract json_extract_path json_extract_path_text "
                        "json_extract_string json_group_array json_group_object json_keys "
                        "json_object json_quote json_type json_valid json_value row_to_json "
                        "to_json"),
    WORDS(GATE_SERIES, "generate_series range"),
    // aggregates
    WORDS(GATE_ALLOWED, "any_value approx_count_distinct approx_quantile arbitrary arg_max "
                        "arg_max_null arg_min arg_min_null argmax argmin array_agg avg bit_and "
                        "bit_or bit_xor bool_and bool_or corr count count_if count_star countif "
                        "covar_pop covar_samp entropy favg first fsum geomean geometric_mean "
                        "group_concat histogram kahan_sum kurtosis kurtosis_pop last list listagg "
                        "mad max max_by mean median min min_by mode product quantile "
                        "quantile_cont quantile_disc regr_avgx regr_avgy regr_count "
                        "regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy sem "
                        "skewness stddev stddev_pop stddev_samp string_agg sum sum_no_overflow "
                        "sumkahan var_pop var_samp variance wavg weighted_avg"),
    // windows
    WORDS(GATE_ALLOWED, "cume_dist dense_rank fill first_value lag last_value lead nth_value ntile "
                        "percent_rank rank rank_dense row_number"),
};

static const Names TABLE_FUNCTIONS = WORDS(GATE_ALLOWED, "generate_series range unnest");

static const Names CALENDAR_STEPS =
    WORDS(GATE_ALLOWED, "to_days to_months to_quarters to_weeks to_years");

static const Names EXPRESSIONS =
    WORDS(GATE_ALLOWED, "BETWEEN CASE CAST COLLATE COLUMN_REF COMPARISON CONJUNCTION CONSTANT "
                        "FUNCTION LAMBDA OPERATOR POSITIONAL_REFERENCE STAR SUBQUERY WINDOW");

static const Names OPERATORS =
    WORDS(GATE_ALLOWED, "ARRAY_CONSTRUCTOR ARRAY_EXTRACT ARRAY_SLICE COMPARE_IN COMPARE_NOT_IN "
                        "GROUPING_FUNCTION OPERATOR_COALESCE OPERATOR_IS_NOT_NULL "
                        "OPERATOR_IS_NULL OPERATOR_NOT OPERATOR_NULLIF OPERATOR_TRY "
                        "OPERATOR_UNPACK STRUCT_EXTRACT");

static const Names NODES =
    WORDS(GATE_ALLOWED, "ARRAY_TYPE_INFO ASCENDING BASE_TABLE DECIMAL_TYPE_INFO DESCENDING "
                        "DISTINCT_MODIFIER EMPTY ENUM_TYPE_INFO EXPRESSION_LIST JOIN "
                        "LIMIT_MODIFIER LIMIT_PERCENT_MODIFIER LIST_TYPE_INFO ORDER_DEFAULT "
                        "ORDER_MODIFIER PIVOT RECURSIVE_CTE_NODE SELECT_NODE SET_OPERATION_NODE "
                        "STRING_TYPE_INFO STRUCT_TYPE_INFO SUBQUERY TABLE_FUNCTION "
                        "UNBOUND_TYPE_INFO");
// clang-format on

static bool listed(const Names *names, Str word) {
    Str rest = names->words;
    for (Str name = str_next_word(&rest); name.len > 0; name = str_next_word(&rest)) {
        if (str_eq(name, word)) return true;
    }
    return false;
}

GateRule gate_function_rule(Str name) {
    for (size_t i = 0; i < COUNT_OF(FUNCTIONS); i++) {
        if (listed(&FUNCTIONS[i], name)) return FUNCTIONS[i].rule;
    }
    return GATE_REFUSED;
}

bool gate_table_function(Str name) { return listed(&TABLE_FUNCTIONS, name); }
bool gate_expression(Str class_name) { return listed(&EXPRESSIONS, class_name); }
bool gate_operator(Str type) { return listed(&OPERATORS, type); }
bool gate_node(Str type) { return listed(&NODES, type); }
bool gate_calendar_step(Str function) { return listed(&CALENDAR_STEPS, function); }
