#include "demo/demo.h"

#include <assert.h>
#include <math.h>

#include "base/buf.h"
#include "demo/demo_season.h"
#include "demo/demo_shop.h"
#include "sys/file.h"

enum { FILE_MAX = 256 << 20, RIVALS = 2 };

static const char *const PAYMENTS[] = {"UPI", "Cash", "Card"};
static const char *const SEGMENTS[] = {"Regular", "Member", "Wholesale"};
static const char *const RIVAL_NAMES[RIVALS] = {"BigMart Online", "Daily Bazaar"};

// The files that grow while the days go by.
typedef struct Books {
    const Shop *shop;
    Buf bills, lines, purchases, stock, market;
    Rng dirt;  // apart from the trade's, so that dirt can change without changing the trade
    double purchases_total;
    int purchases_month;
} Books;

static void day_dmy(Buf *out, Date day, char separator) {
    DateParts p = date_parts(day);
    buf_add_fmt(out, "%02d%c%02d%c%04d", p.day, separator, p.month, separator, p.year);
}

// 1234567.5 as 12,34,567.50: three digits, then pairs.
static void rupees_indian(Buf *out, double amount) {
    int64_t paise = (int64_t)llround(amount * 100);
    int64_t whole = paise / 100;
    char text[32];
    size_t at = sizeof text;
    for (int digit = 0; whole > 0 || digit == 0; digit++, whole /= 10) {
        if (digit >= 3 && digit % 2 == 1) text[--at] = ',';
        text[--at] = (char)('0' + whole % 10);
    }
    buf_add(out, str_of(text + at, sizeof text - at));
    buf_add_fmt(out, ".%02d", (int)(paise % 100));
}

static void bill_write(void *ctx, const ShopBill *bill) {
    Books *b = ctx;
    buf_add_fmt(&b->bills, "B%06d,", bill->number);
    int64_t second = bill->at % MOMENT_DAY / MOMENT_SECOND;
    date_write(&b->bills, (Date)(bill->at / MOMENT_DAY));
    buf_add_fmt(&b->bills, " %02d:%02d:%02d,S%d,", (int)(second / 3600), (int)(second / 60 % 60),
                (int)(second % 60), bill->store + 1);
    if (bill->customer >= 0) buf_add_fmt(&b->bills, "C%04d", bill->customer + 1);
    buf_add_fmt(&b->bills, ",%s\n", PAYMENTS[bill->payment]);
    for (int i = 0; i < bill->line_count; i++) {
        const ShopLine *l = &bill->lines[i];
        buf_add_fmt(&b->lines, "B%06d,%d,P%03d,%d,%.2f,%d\n", bill->number, i + 1, l->product + 1,
                    l->quantity, l->price, l->discount_percent);
    }
}

static void purchase_write(void *ctx, const ShopPurchase *p) {
    Books *b = ctx;
    int month = date_parts(p->received).month;
    if (b->purchases_month != 0 && month != b->purchases_month)
        buf_add(&b->purchases, S(",,,,,,,,\n"));
    b->purchases_month = month;
    buf_add_fmt(&b->purchases, "PO-%05d,", p->number);
    day_dmy(&b->purchases, p->ordered, '-');
    buf_add_char(&b->purchases, ',');
    day_dmy(&b->purchases, p->received, '-');
    int category = b->shop->products[p->product].item->category;
    double amount = p->unit_cost * p->quantity;
    b->purchases_total += amount;
    buf_add_fmt(&b->purchases, ",V%02d,S%d,P%03d,%d,\"\xE2\x82\xB9 ", category + 1, p->store + 1,
                p->product + 1, p->quantity);
    rupees_indian(&b->purchases, p->unit_cost);
    buf_add_z(&b->purchases, "\",\"\xE2\x82\xB9 ");
    rupees_indian(&b->purchases, amount);
    buf_add_z(&b->purchases, "\"\n");
}

static void stock_write(Books *b, Date day) {
    const Shop *s = b->shop;
    for (int store = 0; store < SHOP_STORES; store++) {
        for (int p = 0; p < s->product_count; p++) {
            int cell = store * s->product_count + p;
            date_write(&b->stock, day);
            buf_add_fmt(&b->stock, ",S%d,P%03d,%d,%d\n", store + 1, p + 1, s->on_hand[cell],
                        s->reorder_level[cell]);
        }
    }
}

static void market_write(Books *b, Date day) {
    static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    DateParts d = date_parts(day);
    for (int p = 0; p < b->shop->product_count; p += 3) {
        double own = demo_shop_price(b->shop, p, day);
        for (int r = 0; r < RIVALS; r++) {
            double rival = own * (r == 0 ? 0.97 : 1.02) * (1 + 0.03 * rng_normal(&b->dirt));
            buf_add_fmt(&b->market, "%d %s %d,P%03d,%s,", d.day, MONTHS[d.month - 1], d.year, p + 1,
                        RIVAL_NAMES[r]);
            if (rng_unit(&b->dirt) < 0.012) {
                buf_add(&b->market, S("N/A\n"));
            } else {
                buf_add_fmt(&b->market, "Rs. %.2f\n", round(rival * 2) / 2);
            }
        }
    }
}

static void day_end(void *ctx, Date day) {
    Books *b = ctx;
    if (date_weekday(day) != 6) return;
    stock_write(b, day);
    market_write(b, day);
}

static void stores_write(Buf *out, const Shop *s) {
    buf_add(out, S("store_id,store_name,city,state,area_sqft,opened_on\n"));
    for (int i = 0; i < SHOP_STORES; i++) {
        const CatalogueStore *k = &CATALOGUE_STORES[i];
        buf_add_fmt(out, "S%d," STR_F "," STR_F "," STR_F ",%d,", i + 1, STR_A(k->name),
                    STR_A(k->city), STR_A(k->state), k->area_sqft);
        date_write(out, date_add(s->first, -(i + 2), DATE_YEAR) + 17 * i);
        buf_add_char(out, '\n');
    }
}

static void suppliers_write(Buf *out) {
    buf_add(out, S("supplier_id,supplier_name,city,lead_days,payment_days\n"));
    for (size_t i = 0; i < CATALOGUE_SUPPLIER_COUNT; i++) {
        const CatalogueSupplier *k = &CATALOGUE_SUPPLIERS[i];
        buf_add_fmt(out, "V%02d," STR_F "," STR_F ",%d,%d\n", (int)i + 1, STR_A(k->name),
                    STR_A(k->city), k->lead_days, k->payment_days);
    }
}

static void products_write(Buf *out, const Shop *s) {
    buf_add(out, S("product_id,product_name,category,sub_category,brand,pack_size,list_price,"
                   "gst,supplier_id,barcode\n"));
    for (int i = 0; i < s->product_count; i++) {
        const ShopProduct *p = &s->products[i];
        const CatalogueCategory *k = &CATALOGUE_CATEGORIES[p->item->category];
        buf_add_fmt(out, "P%03d," STR_F "," STR_F "," STR_F "," STR_F "," STR_F ",%.2f,%d%%,V%02d,",
                    i + 1, STR_A(p->name), STR_A(k->name), STR_A(p->item->sub_category),
                    STR_A(p->brand), STR_A(p->pack), demo_shop_price(s, i, s->end - 1),
                    k->gst_percent, p->item->category + 1);
        buf_add_fmt(out, "890%010d\n", 1000003 * (i + 1) % 1000000007);
    }
}

// Windows-1252 with semicolons, as an old till exports it: the apostrophe of D'Souza is byte 0x92.
static void customers_write(Books *b, Buf *out) {
    buf_add(out, S("customer_id;customer_name;phone;segment;home_store;joined_on\r\n"));
    for (int i = 0; i < b->shop->customer_count; i++) {
        const ShopCustomer *c = &b->shop->customers[i];
        buf_add_fmt(out, "C%04d;", i + 1);
        for (size_t k = 0; k < c->name.len; k++) {
            buf_add_char(out, c->name.ptr[k] == '\'' ? (char)0x92 : c->name.ptr[k]);
        }
        if (rng_unit(&b->dirt) < 0.04) buf_add_char(out, ' ');
        if (rng_unit(&b->dirt) < 0.06) {
            buf_add(out, S(";NA;"));
        } else {
            buf_add_fmt(out, ";%lld;", (long long)c->phone);
        }
        buf_add_fmt(out, "%s;S%d;", SEGMENTS[c->segment], c->store + 1);
        day_dmy(out, c->joined, '/');
        buf_add(out, S("\r\n"));
    }
}

static void purchases_begin(Books *b) {
    buf_add(&b->purchases, S("Corner Grocers Pvt Ltd,,,,,,,,\nPurchase register,,,,,,,,\n"));
    day_dmy(&b->purchases, b->shop->first, '-');
    buf_add(&b->purchases, S(" to "));
    day_dmy(&b->purchases, b->shop->end - 1, '-');
    buf_add(&b->purchases, S(",,,,,,,,\n,,,,,,,,\npurchase_no,ordered_on,received_on,supplier_id,"
                             "store_id,product_id,quantity,unit_cost,amount\n"));
}

static void purchases_end(Books *b) {
    buf_add_z(&b->purchases, ",,,,,,,,\nGrand Total,,,,,,,,\"\xE2\x82\xB9 ");
    rupees_indian(&b->purchases, b->purchases_total);
    buf_add_z(&b->purchases, "\"\n");
}

static bool file_put(Arena *a, const char *folder, const char *name, const Buf *text, Err *err) {
    if (!buf_check(text, name, err)) return false;
    return file_write_atomic(path_join(a, folder, str_from(name)), buf_str(text), err);
}

static bool things_put(Arena *a, const char *folder, Books *b, Err *err) {
    CLEANUP(buf_done) Buf stores = {.max = FILE_MAX};
    CLEANUP(buf_done) Buf suppliers = {.max = FILE_MAX};
    CLEANUP(buf_done) Buf products = {.max = FILE_MAX};
    CLEANUP(buf_done) Buf customers = {.max = FILE_MAX};
    stores_write(&stores, b->shop);
    suppliers_write(&suppliers);
    products_write(&products, b->shop);
    customers_write(b, &customers);
    return file_put(a, folder, "stores.csv", &stores, err) &&
           file_put(a, folder, "suppliers.csv", &suppliers, err) &&
           file_put(a, folder, "products.csv", &products, err) &&
           file_put(a, folder, "customers.csv", &customers, err);
}

static bool books_put(Arena *a, const char *folder, const Books *b, Err *err) {
    return file_put(a, folder, "bills.csv", &b->bills, err) &&
           file_put(a, folder, "bill_lines.csv", &b->lines, err) &&
           file_put(a, folder, "purchases.csv", &b->purchases, err) &&
           file_put(a, folder, "stock.csv", &b->stock, err) &&
           file_put(a, folder, "market_prices.csv", &b->market, err);
}

static void books_done(Books *b) {
    buf_done(&b->bills);
    buf_done(&b->lines);
    buf_done(&b->purchases);
    buf_done(&b->stock);
    buf_done(&b->market);
}

bool demo_write(const char *folder, Date end, Err *err) {
    assert(folder);
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    if (!dir_make(folder, err)) return false;

    Date first = date_floor(date_add(end, -DEMO_MONTHS, DATE_MONTH), DATE_MONTH);
    Shop *shop = demo_shop_new(a, first, end);
    CLEANUP(books_done) Books books = {.shop = shop, .dirt = rng_seeded(7)};
    Buf *files[] = {&books.bills, &books.lines, &books.purchases, &books.stock, &books.market};
    for (size_t i = 0; i < COUNT_OF(files); i++) buf_init(files[i], FILE_MAX);

    buf_add(&books.bills, S("bill_no,bill_date,store_id,customer_id,payment_mode\n"));
    buf_add(&books.lines, S("bill_no,line_no,product_id,quantity,unit_price,discount_percent\n"));
    buf_add(&books.stock, S("stock_date,store_id,product_id,on_hand,reorder_level\n"));
    buf_add(&books.market, S("price_date,product_id,competitor,price\n"));
    purchases_begin(&books);
    demo_shop_run(
        shop,
        &(ShopHooks){
            .ctx = &books, .bill = bill_write, .purchase = purchase_write, .day_end = day_end});
    purchases_end(&books);
    return things_put(a, folder, &books, err) && books_put(a, folder, &books, err);
}
