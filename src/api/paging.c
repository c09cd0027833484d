#include "api/paging.h"

bool paging_number(const HttpRequest *req, const PagingRule *rule, int64_t *ret, Err *err) {
    Str text = {0};
    int64_t value = rule->fallback;
    bool given = http_request_query(req, str_from(rule->name), &text);
    if (given && (!str_to_int(text, &value) || value < rule->least || value > rule->most)) {
        return fail(err, ERR_INVALID, "'%s' must be a whole number from %lld to %lld", rule->name,
                    (long long)rule->least, (long long)rule->most);
    }
    *ret = value;
    return true;
}
