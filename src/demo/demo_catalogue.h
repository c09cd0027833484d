// demo_catalogue: what the demonstration business sells, where, and from whom. Fixed tables.
#pragma once

#include "base/str.h"

enum { CATALOGUE_SIZES_MAX = 3 };

typedef struct CatalogueStore {
    Str name, city, state;
    double share;  // of the chain's bills
    int area_sqft;
} CatalogueStore;

typedef struct CatalogueCategory {
    Str name;
    double weight;    // of a basket
    double festival;  // demand in festival weeks against a plain one
    double summer;    // demand in May against December
    double margin;    // share of the price that is profit
    int gst_percent;
} CatalogueCategory;

// An item comes in every size by the brands of its category: one product each.
typedef struct CatalogueItem {
    Str name;
    int category;
    Str sub_category;
    Str sizes[CATALOGUE_SIZES_MAX];
    double price;  // rupees for the first size
    double popularity;
    int brands;  // how many of the category's brands make it
} CatalogueItem;

typedef struct CatalogueSupplier {
    Str name, city;
    int lead_days;
    int payment_days;
} CatalogueSupplier;

extern const CatalogueStore CATALOGUE_STORES[];
extern const size_t CATALOGUE_STORE_COUNT;
extern const CatalogueCategory CATALOGUE_CATEGORIES[];
extern const size_t CATALOGUE_CATEGORY_COUNT;
extern const CatalogueItem CATALOGUE_ITEMS[];
extern const size_t CATALOGUE_ITEM_COUNT;
extern const CatalogueSupplier CATALOGUE_SUPPLIERS[];
extern const size_t CATALOGUE_SUPPLIER_COUNT;
extern const Str CATALOGUE_BRANDS[];
extern const size_t CATALOGUE_BRAND_COUNT;
extern const Str CATALOGUE_FIRST_NAMES[];
extern const size_t CATALOGUE_FIRST_NAME_COUNT;
extern const Str CATALOGUE_LAST_NAMES[];
extern const size_t CATALOGUE_LAST_NAME_COUNT;
