#include "demo/demo_catalogue.h"

const CatalogueStore CATALOGUE_STORES[] = {
    {STR("Corner Grocers Kothrud"), STR("Pune"), STR("Maharashtra"), 0.34, 2400},
    {STR("Corner Grocers Dadar"), STR("Mumbai"), STR("Maharashtra"), 0.29, 1800},
    {STR("Corner Grocers Indiranagar"), STR("Bengaluru"), STR("Karnataka"), 0.22, 2100},
    {STR("Corner Grocers Civil Lines"), STR("Nagpur"), STR("Maharashtra"), 0.15, 1500},
};
const size_t CATALOGUE_STORE_COUNT = COUNT_OF(CATALOGUE_STORES);

enum { STAPLES, OILS, SPICES, SNACKS, DRINKS, DAIRY, SWEETS, CARE, HOME, FRESH };

const CatalogueCategory CATALOGUE_CATEGORIES[] = {
    [STAPLES] = {STR("Staples"), 0.22, 1.35, 1.00, 0.11, 5},
    [OILS] = {STR("Oils & Ghee"), 0.09, 1.80, 0.95, 0.08, 5},
    [SPICES] = {STR("Spices"), 0.08, 1.40, 0.95, 0.24, 5},
    [SNACKS] = {STR("Snacks"), 0.14, 1.55, 0.95, 0.18, 12},
    [DRINKS] = {STR("Beverages"), 0.11, 1.15, 1.75, 0.16, 18},
    [DAIRY] = {STR("Dairy"), 0.12, 1.40, 1.10, 0.07, 5},
    [SWEETS] = {STR("Sweets & Dry Fruits"), 0.05, 3.60, 0.75, 0.27, 5},
    [CARE] = {STR("Personal Care"), 0.08, 1.10, 1.10, 0.21, 18},
    [HOME] = {STR("Home Care"), 0.06, 1.45, 1.00, 0.19, 18},
    [FRESH] = {STR("Fruit & Vegetables"), 0.05, 1.20, 1.05, 0.22, 0},
};
const size_t CATALOGUE_CATEGORY_COUNT = COUNT_OF(CATALOGUE_CATEGORIES);

// clang-format off: one item a line
// name, category, sub-category, sizes, price of the first, popularity, brands
const CatalogueItem CATALOGUE_ITEMS[] = {
    {STR("Basmati Rice"),
     STAPLES,
     STR("Rice"),
     {STR("1 kg"), STR("5 kg"), STR("10 kg")},
     118,
     9,
     2},
    {STR("Sona Masoori Rice"), STAPLES, STR("Rice"), {STR("1 kg"), STR("5 kg")}, 62, 8, 2},
    {STR("Chakki Atta"),
     STAPLES,
     STR("Flour"),
     {STR("1 kg"), STR("5 kg"), STR("10 kg")},
     48,
     10,
     2},
    {STR("Besan"), STAPLES, STR("Flour"), {STR("500 g"), STR("1 kg")}, 58, 4, 2},
    {STR("Toor Dal"), STAPLES, STR("Pulses"), {STR("500 g"), STR("1 kg")}, 84, 9, 2},
    {STR("Moong Dal"), STAPLES, STR("Pulses"), {STR("500 g"), STR("1 kg")}, 72, 6, 2},
    {STR("Chana Dal"), STAPLES, STR("Pulses"), {STR("500 g"), STR("1 kg")}, 52, 5, 2},
    {STR("Kabuli Chana"), STAPLES, STR("Pulses"), {STR("500 g"), STR("1 kg")}, 78, 4, 1},
    {STR("Sugar"), STAPLES, STR("Sugar & Salt"), {STR("1 kg"), STR("5 kg")}, 46, 9, 1},
    {STR("Iodised Salt"), STAPLES, STR("Sugar & Salt"), {STR("1 kg")}, 24, 6, 2},
    {STR("Poha"), STAPLES, STR("Breakfast"), {STR("500 g"), STR("1 kg")}, 38, 4, 2},
    {STR("Sunflower Oil"), OILS, STR("Edible Oil"), {STR("1 l"), STR("5 l")}, 142, 9, 3},
    {STR("Groundnut Oil"), OILS, STR("Edible Oil"), {STR("1 l"), STR("5 l")}, 188, 5, 2},
    {STR("Mustard Oil"), OILS, STR("Edible Oil"), {STR("1 l")}, 164, 4, 2},
    {STR("Cow Ghee"), OILS, STR("Ghee"), {STR("500 ml"), STR("1 l")}, 320, 5, 2},
    {STR("Turmeric Powder"), SPICES, STR("Ground Spices"), {STR("100 g"), STR("200 g")}, 34, 7, 2},
    {STR("Red Chilli Powder"),
     SPICES,
     STR("Ground Spices"),
     {STR("100 g"), STR("200 g")},
     46,
     7,
     2},
    {STR("Coriander Powder"), SPICES, STR("Ground Spices"), {STR("100 g"), STR("200 g")}, 32, 5, 2},
    {STR("Garam Masala"), SPICES, STR("Blends"), {STR("50 g"), STR("100 g")}, 48, 5, 2},
    {STR("Cumin Seeds"), SPICES, STR("Whole Spices"), {STR("100 g")}, 56, 4, 2},
    {STR("Green Cardamom"), SPICES, STR("Whole Spices"), {STR("50 g")}, 165, 2, 2},
    {STR("Potato Chips"), SNACKS, STR("Chips"), {STR("52 g"), STR("115 g")}, 20, 10, 3},
    {STR("Aloo Bhujia"), SNACKS, STR("Namkeen"), {STR("200 g"), STR("400 g")}, 54, 7, 2},
    {STR("Moong Namkeen"), SNACKS, STR("Namkeen"), {STR("200 g")}, 50, 4, 2},
    {STR("Glucose Biscuits"), SNACKS, STR("Biscuits"), {STR("100 g"), STR("300 g")}, 10, 9, 2},
    {STR("Butter Cookies"), SNACKS, STR("Biscuits"), {STR("150 g")}, 35, 5, 2},
    {STR("Instant Noodles"), SNACKS, STR("Instant Food"), {STR("70 g"), STR("280 g")}, 14, 8, 2},
    {STR("Assam Tea"), DRINKS, STR("Tea & Coffee"), {STR("250 g"), STR("500 g")}, 130, 8, 3},
    {STR("Filter Coffee"), DRINKS, STR("Tea & Coffee"), {STR("200 g")}, 165, 4, 2},
    {STR("Mango Drink"), DRINKS, STR("Juices"), {STR("600 ml"), STR("1.2 l")}, 38, 7, 2},
    {STR("Orange Juice"), DRINKS, STR("Juices"), {STR("1 l")}, 110, 4, 2},
    {STR("Cola"), DRINKS, STR("Soft Drinks"), {STR("750 ml"), STR("2 l")}, 40, 7, 2},
    {STR("Packaged Water"), DRINKS, STR("Water"), {STR("1 l")}, 20, 9, 2},
    {STR("Toned Milk"), DAIRY, STR("Milk"), {STR("500 ml"), STR("1 l")}, 28, 12, 2},
    {STR("Curd"), DAIRY, STR("Curd"), {STR("400 g"), STR("1 kg")}, 35, 8, 2},
    {STR("Paneer"), DAIRY, STR("Paneer"), {STR("200 g")}, 90, 6, 3},
    {STR("Table Butter"), DAIRY, STR("Butter & Cheese"), {STR("100 g"), STR("500 g")}, 58, 5, 2},
    {STR("Cheese Slices"), DAIRY, STR("Butter & Cheese"), {STR("200 g")}, 140, 3, 2},
    {STR("Soan Papdi"), SWEETS, STR("Sweets"), {STR("250 g"), STR("500 g")}, 95, 5, 2},
    {STR("Kaju Katli"), SWEETS, STR("Sweets"), {STR("250 g"), STR("500 g")}, 290, 4, 2},
    {STR("Almonds"), SWEETS, STR("Dry Fruits"), {STR("200 g"), STR("500 g")}, 210, 5, 2},
    {STR("Cashews"), SWEETS, STR("Dry Fruits"), {STR("200 g"), STR("500 g")}, 225, 5, 2},
    {STR("Raisins"), SWEETS, STR("Dry Fruits"), {STR("200 g")}, 85, 3, 2},
    {STR("Bath Soap"), CARE, STR("Bath"), {STR("100 g"), STR("400 g")}, 38, 8, 3},
    {STR("Shampoo"), CARE, STR("Hair"), {STR("180 ml"), STR("340 ml")}, 145, 5, 2},
    {STR("Coconut Hair Oil"), CARE, STR("Hair"), {STR("200 ml"), STR("500 ml")}, 95, 5, 2},
    {STR("Toothpaste"), CARE, STR("Oral"), {STR("100 g"), STR("200 g")}, 62, 7, 2},
    {STR("Detergent Powder"), HOME, STR("Laundry"), {STR("1 kg"), STR("4 kg")}, 98, 7, 2},
    {STR("Dishwash Bar"), HOME, STR("Kitchen"), {STR("200 g"), STR("500 g")}, 20, 6, 2},
    {STR("Floor Cleaner"), HOME, STR("Cleaning"), {STR("1 l")}, 118, 4, 2},
    {STR("Incense Sticks"), HOME, STR("Puja"), {STR("100 sticks")}, 55, 4, 2},
    {STR("Onion"), FRESH, STR("Vegetables"), {STR("1 kg")}, 36, 10, 1},
    {STR("Potato"), FRESH, STR("Vegetables"), {STR("1 kg")}, 30, 10, 1},
    {STR("Tomato"), FRESH, STR("Vegetables"), {STR("1 kg")}, 42, 9, 1},
    {STR("Banana"), FRESH, STR("Fruit"), {STR("1 dozen")}, 56, 7, 1},
    {STR("Apple"), FRESH, STR("Fruit"), {STR("1 kg")}, 168, 4, 1},
};
// clang-format on
const size_t CATALOGUE_ITEM_COUNT = COUNT_OF(CATALOGUE_ITEMS);

const CatalogueSupplier CATALOGUE_SUPPLIERS[] = {
    {STR("Deccan Agro Traders"), STR("Pune"), 3, 30},
    {STR("Sahyadri Oil Mills"), STR("Kolhapur"), 4, 21},
    {STR("Malabar Spice Company"), STR("Kochi"), 6, 30},
    {STR("Swad Foods"), STR("Rajkot"), 5, 30},
    {STR("Western Beverages"), STR("Mumbai"), 2, 15},
    {STR("Krishna Dairy Cooperative"), STR("Sangli"), 1, 7},
    {STR("Mithai Ghar Wholesale"), STR("Nagpur"), 4, 15},
    {STR("Nirali Consumer Products"), STR("Vapi"), 5, 45},
    {STR("Shuddh Home Needs"), STR("Indore"), 5, 45},
    {STR("Market Yard Fresh"), STR("Pune"), 1, 3},
};
const size_t CATALOGUE_SUPPLIER_COUNT = COUNT_OF(CATALOGUE_SUPPLIERS);
_Static_assert(COUNT_OF(CATALOGUE_SUPPLIERS) == COUNT_OF(CATALOGUE_CATEGORIES),
               "a supplier for each category");

// Three for each category, in the order of the categories.
const Str CATALOGUE_BRANDS[] = {
    STR("Suvarna"), STR("Gaurav"),  STR("Dhanlaxmi"), STR("Tejas"),  STR("Sahyadri"),
    STR("Kiran"),   STR("Malabar"), STR("Rasoi"),     STR("Agni"),   STR("Chatpat"),
    STR("Swad"),    STR("Mazaa"),   STR("Himkan"),    STR("Udaan"),  STR("Nilgiri Mist"),
    STR("Krishna"), STR("Gopal"),   STR("Shwet"),     STR("Mithas"), STR("Mewa Ghar"),
    STR("Utsav"),   STR("Nirali"),  STR("Ved"),       STR("Komal"),  STR("Shuddh"),
    STR("Chamak"),  STR("Griha"),   STR("Farm"),      STR("Farm"),   STR("Farm"),
};
const size_t CATALOGUE_BRAND_COUNT = COUNT_OF(CATALOGUE_BRANDS);

const Str CATALOGUE_FIRST_NAMES[] = {
    STR("Aarav"),  STR("Aditi"),  STR("Amit"),   STR("Ananya"),  STR("Anil"),   STR("Asha"),
    STR("Deepak"), STR("Divya"),  STR("Farhan"), STR("Gauri"),   STR("Harish"), STR("Isha"),
    STR("Jaya"),   STR("Kabir"),  STR("Kavita"), STR("Lakshmi"), STR("Manoj"),  STR("Meera"),
    STR("Neha"),   STR("Nikhil"), STR("Pooja"),  STR("Rahul"),   STR("Rekha"),  STR("Rohan"),
    STR("Sana"),   STR("Sanjay"), STR("Sneha"),  STR("Suresh"),  STR("Vikram"), STR("Zoya"),
};
const size_t CATALOGUE_FIRST_NAME_COUNT = COUNT_OF(CATALOGUE_FIRST_NAMES);

const Str CATALOGUE_LAST_NAMES[] = {
    STR("Agarwal"),   STR("Bhat"),  STR("Chavan"),   STR("D'Souza"), STR("Deshpande"),
    STR("Fernandes"), STR("Gowda"), STR("Iyer"),     STR("Jadhav"),  STR("Joshi"),
    STR("Kale"),      STR("Khan"),  STR("Kulkarni"), STR("Mehta"),   STR("More"),
    STR("Naik"),      STR("Patil"), STR("Rao"),      STR("Shah"),    STR("Shetty"),
    STR("Singh"),     STR("Wagh"),
};
const size_t CATALOGUE_LAST_NAME_COUNT = COUNT_OF(CATALOGUE_LAST_NAMES);
