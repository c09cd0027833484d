// The common frames of Hindi, romanised as people type it and in Devanagari.
//
// Hindi puts what acts behind what it acts on ("500 se zyada", "order nahi kiya", "state ke hisab
// se"): lexicon_is_behind knows the comparisons; an arg of 1 marks a denial of what stands before.

#include "ask/ask.h"
#include "ask/lexicon.h"

// clang-format off
const Cue LEXICON_HINDI[] = {
    // which, who, how many
    {STR("kaun sa"), CUE_WHICH, 0, 1},             {STR("kaun si"), CUE_WHICH, 0, 1},
    {STR("kaun se"), CUE_WHICH, 0, 1},             {STR("kaunsi"), CUE_WHICH, 0, 0.9},
    {STR("kaunse"), CUE_WHICH, 0, 0.9},            {STR("konse"), CUE_WHICH, 0, 0.9},
    {STR("kis"), CUE_WHICH, 0, 0.9},               {STR("kin"), CUE_WHICH, 0, 0.7},
    {STR("kisne"), CUE_WHICH, 2, 0.9},             {STR("kinhone"), CUE_WHICH, 2, 0.9},
    {STR("कौन सा"), CUE_WHICH, 0, 1},               {STR("कौन सी"), CUE_WHICH, 0, 1},
    {STR("कौन से"), CUE_WHICH, 0, 1},               {STR("कौनसा"), CUE_WHICH, 0, 1},
    {STR("किस"), CUE_WHICH, 0, 0.9},               {STR("किन"), CUE_WHICH, 0, 0.9},
    {STR("किसने"), CUE_WHICH, 2, 0.9},
    // totals, averages, ends
    {STR("total milakar"), CUE_AGGREGATE, OP_SUM, 0.9}, {STR("jama"), CUE_AGGREGATE, OP_SUM, 0.5},
    {STR("कुल मिलाकर"), CUE_AGGREGATE, OP_SUM, 1},    {STR("aausat"), CUE_AGGREGATE, OP_AVG, 0.9},
    {STR("adhiktam"), CUE_AGGREGATE, OP_MAX, 0.9}, {STR("nyuntam"), CUE_AGGREGATE, OP_MIN, 0.9},
    {STR("अधिकतम"), CUE_AGGREGATE, OP_MAX, 0.9},     {STR("न्यूनतम"), CUE_AGGREGATE, OP_MIN, 0.9},
    // groups
    {STR("ke anusar"), CUE_WISE, 0, 0.9},          {STR("ke hisaab se"), CUE_WISE, 0, 0.9},
    {STR("के हिसाब से"), CUE_WISE, 0, 0.9},           {STR("वार"), CUE_WISE, 0, 0.8},
    {STR("war"), CUE_WISE, 0, 0.3},                {STR("har ek"), CUE_BY, 1, 0.9},
    {STR("prati"), CUE_BY, 1, 0.8},                {STR("हर एक"), CUE_BY, 1, 0.9},
    {STR("प्रत्येक"), CUE_BY, 1, 0.9},
    // the best, the worst
    {STR("sabse accha"), CUE_TOP, 1, 1},           {STR("sabse achha"), CUE_TOP, 1, 1},
    {STR("sabse acche"), CUE_TOP, 1, 1},           {STR("sabse bada"), CUE_TOP, 1, 1},
    {STR("sabse bade"), CUE_TOP, 1, 1},            {STR("sabse badi"), CUE_TOP, 1, 1},
    {STR("sabse kharab"), CUE_TOP, 0, 1},          {STR("sabse chhota"), CUE_TOP, 0, 1},
    {STR("sabse chhoti"), CUE_TOP, 0, 1},          {STR("sabse chhote"), CUE_TOP, 0, 1},
    {STR("सबसे अच्छा"), CUE_TOP, 1, 1},               {STR("सबसे अच्छे"), CUE_TOP, 1, 1},
    {STR("सबसे बड़ा"), CUE_TOP, 1, 1},                {STR("सबसे बड़े"), CUE_TOP, 1, 1},
    {STR("सबसे बड़ी"), CUE_TOP, 1, 1},                {STR("सबसे खराब"), CUE_TOP, 0, 1},
    {STR("सबसे छोटा"), CUE_TOP, 0, 1},               {STR("सबसे ज़्यादा"), CUE_TOP, 1, 1},
    {STR("sabse jada"), CUE_TOP, 1, 1},            {STR("sabse zada"), CUE_TOP, 1, 1},
    // more and less than; the number stands before
    {STR("se jyada"), CUE_COMPARE, OP_GT, 1},      {STR("se adhik"), CUE_COMPARE, OP_GT, 1},
    {STR("se upar"), CUE_COMPARE, OP_GT, 1},       {STR("se oopar"), CUE_COMPARE, OP_GT, 1},
    {STR("se neeche"), CUE_COMPARE, OP_LT, 1},     {STR("se niche"), CUE_COMPARE, OP_LT, 1},
    {STR("se ज्यादा"), CUE_COMPARE, OP_GT, 1},       {STR("से ज्यादा"), CUE_COMPARE, OP_GT, 1},
    {STR("से ज़्यादा"), CUE_COMPARE, OP_GT, 1},       {STR("से अधिक"), CUE_COMPARE, OP_GT, 1},
    {STR("से ऊपर"), CUE_COMPARE, OP_GT, 1},         {STR("से कम"), CUE_COMPARE, OP_LT, 1},
    {STR("से नीचे"), CUE_COMPARE, OP_LT, 1},
    // not, never; what is denied stands before
    {STR("nahi"), CUE_NEVER, 1, 0.9},              {STR("nahin"), CUE_NEVER, 1, 0.9},
    {STR("nahi kiya"), CUE_NEVER, 1, 1},           {STR("nahin kiya"), CUE_NEVER, 1, 1},
    {STR("kabhi nahi"), CUE_NEVER, 1, 1.1},        {STR("kabhi nahin"), CUE_NEVER, 1, 1.1},
    {STR("नहीं"), CUE_NEVER, 1, 0.9},               {STR("कभी नहीं"), CUE_NEVER, 1, 1.1},
    {STR("नहीं किया"), CUE_NEVER, 1, 1},             {STR("ke bina"), CUE_NOT, 1, 0.8},
    {STR("के बिना"), CUE_NOT, 1, 0.8},              {STR("chhodkar"), CUE_NOT, 1, 0.8},
    {STR("को छोड़कर"), CUE_NOT, 1, 0.9},             {STR("के अलावा"), CUE_NOT, 1, 0.8},
    // what is sold, spent, earned
    {STR("becha"), CUE_VERB_SELL, 1, 0.9},         {STR("beche"), CUE_VERB_SELL, 1, 0.9},
    {STR("bechi"), CUE_VERB_SELL, 1, 0.9},         {STR("bikte"), CUE_VERB_SELL, 1, 0.9},
    {STR("bikti"), CUE_VERB_SELL, 1, 0.9},         {STR("बेचा"), CUE_VERB_SELL, 1, 0.9},
    {STR("बेचे"), CUE_VERB_SELL, 1, 0.9},           {STR("बिके"), CUE_VERB_SELL, 1, 0.9},
    {STR("बिकता"), CUE_VERB_SELL, 1, 0.9},          {STR("बिकते"), CUE_VERB_SELL, 1, 0.9},
    {STR("kharida"), CUE_VERB_SELL, 0, 0.8},       {STR("kharidi"), CUE_VERB_SELL, 0, 0.8},
    {STR("kharide"), CUE_VERB_SELL, 0, 0.8},       {STR("kharidte"), CUE_VERB_SELL, 0, 0.8},
    {STR("kharch kiya"), CUE_VERB_SELL, 0, 0.9},   {STR("kharcha kiya"), CUE_VERB_SELL, 0, 0.9},
    {STR("kamaya"), CUE_VERB_SELL, 0, 0.9},        {STR("कमाया"), CUE_VERB_SELL, 0, 0.9},
    // shares, changes, comparisons
    {STR("ka hissa"), CUE_SHARE, 0, 0.9},          {STR("hissa"), CUE_SHARE, 0, 0.8},
    {STR("hissedari"), CUE_SHARE, 0, 0.8},         {STR("का हिस्सा"), CUE_SHARE, 0, 0.9},
    {STR("हिस्सा"), CUE_SHARE, 0, 0.8},              {STR("kitne pratishat"), CUE_SHARE, 1, 1},
    {STR("kitna percent"), CUE_SHARE, 1, 1},       {STR("kitne percent"), CUE_SHARE, 1, 1},
    {STR("pratishat"), CUE_SHARE, 0, 0.7},         {STR("प्रतिशत"), CUE_SHARE, 0, 0.7},
    {STR("badhotri"), CUE_CHANGE, 1, 0.9},         {STR("badhotari"), CUE_CHANGE, 1, 0.9},
    {STR("vriddhi"), CUE_CHANGE, 1, 0.9},          {STR("वृद्धि"), CUE_CHANGE, 1, 0.9},
    {STR("बढ़ोतरी"), CUE_CHANGE, 1, 0.9},            {STR("antar"), CUE_CHANGE, 0, 0.5},
    {STR("pichle saal se tulna"), CUE_PREVIOUS, COMPARE_YEAR_BEFORE, 1.2},
    {STR("pichle saal ke mukable"), CUE_PREVIOUS, COMPARE_YEAR_BEFORE, 1.2},
    {STR("pichle saal ke muqable"), CUE_PREVIOUS, COMPARE_YEAR_BEFORE, 1.2},
    {STR("pichle mahine ke mukable"), CUE_PREVIOUS, COMPARE_PREVIOUS, 1.2},
    {STR("pichle mahine se tulna"), CUE_PREVIOUS, COMPARE_PREVIOUS, 1.2},
    {STR("पिछले साल से तुलना"), CUE_PREVIOUS, COMPARE_YEAR_BEFORE, 1.2},
    {STR("पिछले साल के मुकाबले"), CUE_PREVIOUS, COMPARE_YEAR_BEFORE, 1.2},
    {STR("पिछले महीने के मुकाबले"), CUE_PREVIOUS, COMPARE_PREVIOUS, 1.2},
    // turns
    {STR("iske bajay"), CUE_INSTEAD, 0, 1},        {STR("uski jagah"), CUE_INSTEAD, 0, 1},
    {STR("iski jagah"), CUE_INSTEAD, 0, 1},        {STR("इसके बजाय"), CUE_INSTEAD, 0, 1},
    {STR("सिर्फ"), CUE_ONLY, 0, 0.9},               {STR("केवल"), CUE_ONLY, 0, 0.9},
    {STR("keval"), CUE_ONLY, 0, 0.9},              {STR("bhi"), CUE_ALSO, 0, 0.4},
    // other rooms
    {STR("kyon giri"), CUE_INTENT, ASK_TASK_WHY, 1},
    {STR("kyun giri"), CUE_INTENT, ASK_TASK_WHY, 1},
    {STR("kyon kam hui"), CUE_INTENT, ASK_TASK_WHY, 1.1},
    {STR("kyun kam hui"), CUE_INTENT, ASK_TASK_WHY, 1.1},
    {STR("क्यों कम हुई"), CUE_INTENT, ASK_TASK_WHY, 1.1},
    {STR("wajah"), CUE_INTENT, ASK_TASK_WHY, 0.8},
    {STR("पूर्वानुमान"), CUE_INTENT, ASK_TASK_FORECAST, 1},
    {{0}, CUE_OF, 0, 0},
};
// clang-format on

// "500 se zyada", "two or more": the number stands before.
bool lexicon_is_behind(Str phrase) {
    static const Str OPENINGS[] = {STR("or "), STR("and "), STR("se "), STR("से ")};
    for (size_t i = 0; i < COUNT_OF(OPENINGS); i++) {
        if (str_starts(phrase, OPENINGS[i])) return true;
    }
    return false;
}
