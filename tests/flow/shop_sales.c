#include "shop_sales.h"

#include "base/buf.h"

const char *shop_sales(Arena *a, Date first, int days, int factor) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 8 << 20);
    buf_add_z(&out, "sold_on,store,sku,product,category,qty,price\n");
    for (int i = 0; i < days; i++) {
        Str day = date_str(a, first + i);
        int rice = (date_weekday(first + i) == 5 ? 20 : 10) * factor;
        buf_add_fmt(&out, STR_F ",Pune,R1,Basmati Rice,Staples,%d,90\n", STR_A(day), rice);
        buf_add_fmt(&out, STR_F ",Nagpur,R1,Basmati Rice,Staples,%d,90\n", STR_A(day), rice / 2);
        if (i % 5 == 0) {
            buf_add_fmt(&out, STR_F ",Pune,S1,Neem Soap,Care,1,35\n", STR_A(day));
        }
    }
    return str_z(a, buf_str(&out));
}
