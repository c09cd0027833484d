#include "words/words_messages.h"

#include "base/defs.h"
#include "words/words.h"

// A row is a sentence with a slot for each value. Of two that fit, the one with more
// words of its own comes first.
const char *const WORDS_MESSAGES[] = {
    WORD("{name}: about {what} in the next {span}, likely {low} to {high}, as in the {before} "
         "before."),
    WORD("{name}: about {what} in the next {span}, likely {low} to {high}, {percent} more than in "
         "the {before} before."),
    WORD("{name}: about {what} in the next {span}, likely {low} to {high}, {percent} less than in "
         "the {before} before."),
    WORD("{name}: about {what} in the next {span}, likely {low} to {high}."),
    WORD("{name}: about {what} from {first} to {last}, likely {low} to {high}."),
    WORD("About {total} in the next {span} ({each} each, {percent} more than in the {n} before)."),
    WORD("About {total} in the next {span} ({each} each, {percent} less than in the {n} before)."),
    WORD("About {total} in the next {span} ({each} each, as in as many before)."),
    WORD("About {total} in the next {span} ({each} each)."),
    WORD("It is falling by about {amount} a {unit}."),
    WORD("It is rising by about {amount} a {unit}."),
    WORD("It neither rises nor falls clearly."),
    WORD("It now stands at about {amount} a {unit}."),
    WORD("Highest in {high} ({above} above the mean), lowest in {low} ({below} below)."),
    WORD("Highest in {high}, lowest in {low}."),
    WORD("Highest on {high} ({above} above the mean), lowest on {low} ({below} below)."),
    WORD("Highest on {high}, lowest on {low}."),
    WORD("Highest at {high} ({above} above the mean), lowest at {low} ({below} below)."),
    WORD("Highest at {high}, lowest at {low}."),
    WORD("The last {span} were {percent} higher than the {n} before."),
    WORD("The last {span} were {percent} lower than the {n} before."),
    WORD("The level changed for good {span} ago, to {times} times what it was."),
    WORD("The level changed for good {span} ago."),
    WORD("{n} values stand far from what trend and season expect."),
    WORD("{n} value stands far from what trend and season expect."),
    WORD("{n} missing values were filled in."),
    WORD("{n} missing value was filled in."),
    WORD("{trust}: the range reaches {percent} either side; there are only {n} values to learn "
         "from."),
    WORD("{trust}: the range reaches {percent} either side."),
    WORD("{trust}: about zero is expected."),
    WORD("In {tests} on held-out values the error was {percent} smaller than that of repeating the "
         "last season; the range held {inside} of what came."),
    WORD("In {tests} on held-out values the error was {percent} larger than that of repeating the "
         "last season; the range held {inside} of what came."),
    WORD("In {tests} on held-out values it did as well as repeating the last season; the range "
         "held {inside} of what came."),
    WORD("Too short to hold anything out: how well it does is not known."),
    WORD("{name} week sold {times} times a normal {unit}, which may be chance ({low} to {high}; "
         "{seen})"),
    WORD("{name} week sold {times} times a normal {unit} ({low} to {high}; {seen})"),
    WORD(
        "{name} sold {times} times a normal {unit}, which may be chance ({low} to {high}; {seen})"),
    WORD("{name} sold {times} times a normal {unit} ({low} to {high}; {seen})"),
    WORD("{name}: not seen in the past"),
    WORD("{names} lies ahead and is in the numbers: with such days taken into account the error of "
         "past forecasts was {percent} smaller."),
    WORD("Festivals and events of the past are taken out before looking ahead: the error of past "
         "forecasts was {percent} smaller for it."),
    WORD("{names} lies ahead but is not in the numbers: {why}."),
    WORD("Order {amount} now: what is there lasts {cover}, an order takes {lead}; the chance of "
         "running out before it comes is {percent}."),
    WORD("No order yet: what is there lasts {cover}; order when it comes down to {amount}."),
    WORD("Order when {amount} are left, up to {most}: an order takes {lead}."),
    WORD("The data does not say what is on hand."),
    WORD("{things}, about {amount} in the next {span}; {n} to order now."),
    WORD("{things}, about {amount} in the next {span}."),
    WORD("On {day} I forecast {amount} for {first} to {last}; it was {actual}: {miss}."),
    WORD("{n} of {all} lay within the range."),
    WORD("The list of all says {amount} for the next {span}: there every forecast is moved a "
         "little so that they add up."),
    WORD("The data ends on {day}, within a {unit}: that {same} is forecast as a whole."),
    WORD("At a price {percent} higher about as much would sell: {amount}."),
    WORD("At a price {percent} higher about {amount} would sell instead of {base}, {change} more."),
    WORD("At a price {percent} higher about {amount} would sell instead of {base}, {change} less."),
    WORD("At a price {percent} lower about as much would sell: {amount}."),
    WORD("At a price {percent} lower about {amount} would sell instead of {base}, {change} more."),
    WORD("At a price {percent} lower about {amount} would sell instead of {base}, {change} less."),
    WORD("With a promotion from {first} to {last} about {amount} would sell instead of {base}, "
         "{change} more."),
    WORD("With a promotion from {first} to {last} about {amount} would sell instead of {base}, "
         "{change} less."),
    WORD("The past does not show it clearly: take it as a guess."),
    WORD("That rests on your word that it sells {times} times a normal {unit}: {why}."),
    WORD(
        "Nobody can say: in the past the price stayed between {low} and {high} of what it is now."),
    WORD("Nobody can say: {why}."),
    WORD("Say how many times a normal {unit} it would sell."),
    WORD("Promotions of the past sold {times} times a normal {unit} ({low} to {high}; {seen})."),
    WORD("None of the {count} has a {column}"),
    WORD("{count} have no {column}"),
    WORD("{count} have a {column} that was there before"),
    WORD("{count} have a {column} that is not among the {things}"),
    WORD("{count} has no {column}"),
    WORD("{count} has a {column} that was there before"),
    WORD("{count} has a {column} that is not among the {things}"),
    WORD("In {count} rows of {things}, {column} is below zero"),
    WORD("In {count} row of {things}, {column} is below zero"),
    WORD("In {count} rows of {things}, {column} is far from the usual {low} to {high}"),
    WORD("In {count} row of {things}, {column} is far from the usual {low} to {high}"),
    WORD("All {count} have the same {column}: {value}"),
    WORD("{count} are the same as another in every column"),
    WORD("{count} is the same as another in every column"),
    WORD("{span} without {things}, the longest time from {first} to {last}"),
    WORD("{span} without {things}, on {day}"),
    // What the engine says of a person's own SQL.
    WORD("Referenced column \"{name}\" not found in FROM clause! Candidate bindings: {names}"),
    WORD("Referenced column \"{name}\" not found in FROM clause!"),
    WORD(
        "Table \"{table}\" does not have a column named \"{name}\"  Candidate bindings: : {names}"),
    WORD("syntax error at or near \"{text}\""),
};
const size_t WORDS_MESSAGE_COUNT = COUNT_OF(WORDS_MESSAGES);

const char *const WORDS_PHRASES[] = {
    WORD("The whole business"),
    WORD("{amount} units will sell"),
    WORD("the data marks no promotions"),
    WORD("no day of the past was marked as a promotion as a whole"),
    WORD("those of the past show no clear effect"),
    WORD("your data does not mark promotions (a column such as discount or promo)"),
    WORD("the promotions of the past show no clear effect"),
    WORD("{amount} will sell"),
    WORD("{amount} of {measure}"),
    WORD("at least {span}"),
    WORD("seen once"),
    WORD("seen twice"),
    WORD("seen {n} times"),
    WORD("Low"),
    WORD("Medium"),
    WORD("High"),
    WORD("right to within 1 %"),
    WORD("{percent} too high"),
    WORD("{percent} too low"),
    WORD("nothing was sold"),
    WORD("taking such days into account did not make past forecasts better"),
    WORD("seen once, it could not be tried on past forecasts"),
    WORD("the week of {day}"),
};
const size_t WORDS_PHRASE_COUNT = COUNT_OF(WORDS_PHRASES);

const char *const WORDS_LABELS[] = {
    WORD("percent of {of} from the {n} highest {who}"),
    WORD("percent of {of} from the {n} lowest {who}"),
    WORD("percent of {of} where {condition}"),
    WORD("percent who came again"),
    WORD("{left} as percent of {right}"),
    WORD("share in percent"),
    WORD("average value of one"),
    WORD("average days between"),
    WORD("first time"),
    WORD("last time"),
    WORD("on weekends"),
    WORD("on weekdays"),
    WORD("returning"),
    WORD("new {things}"),
    WORD("time in {unit}"),
    WORD("{rate} amount"),
    WORD("{left} less {right}"),
    WORD("{1} per {2}"),
    WORD("number of different {1}"),
    WORD("number of {1}"),
    WORD("average {1}"),
    WORD("total {1}"),
    WORD("lowest {1}"),
    WORD("highest {1}"),
    WORD("median {1}"),
    WORD("{1} is empty"),
    WORD("{1} at least {2}"),
    WORD("{1} at most {2}"),
    WORD("{1} under {2}"),
    WORD("{1} over {2}"),
    WORD("{1} before {2}"),
    WORD("{1} after {2}"),
    WORD("{1} is not {2}"),
    WORD("{1} is {2}"),
};
const size_t WORDS_LABEL_COUNT = COUNT_OF(WORDS_LABELS);
