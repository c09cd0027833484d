#include "net/http_date.h"

#include <string.h>

static void digits_write(char *out, int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
        out[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

void http_date_write(char *out, Moment moment) {
    static const char WEEKDAYS[] = "MonTueWedThuFriSatSun";
    static const char MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int64_t day = moment / MOMENT_DAY - (moment % MOMENT_DAY < 0);
    int second = (int)((moment - day * MOMENT_DAY) / MOMENT_SECOND);
    DateParts parts = date_parts((Date)day);

    memcpy(out, "Www, 00 Mmm 0000 00:00:00 GMT", HTTP_DATE_LEN);
    memcpy(out, WEEKDAYS + 3 * (size_t)date_weekday((Date)day), 3);
    digits_write(out + 5, parts.day, 2);
    memcpy(out + 8, MONTHS + 3 * (size_t)(parts.month - 1), 3);
    digits_write(out + 12, parts.year, 4);
    digits_write(out + 17, second / 3600, 2);
    digits_write(out + 20, second / 60 % 60, 2);
    digits_write(out + 23, second % 60, 2);
}
