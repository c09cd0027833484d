// The words that numbers and dates are made of. A new language is a new row.
export type Language = "en" | "hi";

interface Words {
  days: string[];
  months: string[];
  crore: string;
  lakh: string;
  thousand: string;
  million: string;
  billion: string;
  trillion: string;
  weekOf: string;
}

export const WORDS: Record<Language, Words> = {
  en: {
    days: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" "),
    crore: "crore",
    lakh: "lakh",
    thousand: "thousand",
    million: "million",
    billion: "billion",
    trillion: "trillion",
    weekOf: "week of",
  },
  hi: {
    days: ["रवि", "सोम", "मंगल", "बुध", "गुरु", "शुक्र", "शनि"],
    months: "जन फ़र मार्च अप्रै मई जून जुल अग सितं अक्टू नवं दिसं".split(" "),
    crore: "करोड़",
    lakh: "लाख",
    thousand: "हज़ार",
    million: "मिलियन",
    billion: "बिलियन",
    trillion: "ट्रिलियन",
    weekOf: "सप्ताह",
  },
};
