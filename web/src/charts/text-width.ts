// About how wide a text is drawn, in pixels: enough to leave room for it. Measuring it would
// need a DOM, which the renderer for paper has not.
const MARKS = /\p{M}/gu;
const WIDE = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uff00-\uff60]/;
const NARROW_LETTERS = /[ .,:;'|!iljftr()[\]-]/;
const BROAD_LETTERS = /[mwMW@%₹—]/;

function widthOf(letter: string): number {
  if (WIDE.test(letter)) return 1;
  if (NARROW_LETTERS.test(letter)) return 0.36;
  if (BROAD_LETTERS.test(letter)) return 0.86;
  return letter > "\u0900" && letter < "\u0e00" ? 0.66 : letter < "a" ? 0.64 : 0.57;
}

export function textWidth(text: string, size = 13): number {
  let ems = 0;
  for (const letter of text.replace(MARKS, "")) ems += widthOf(letter);
  return Math.ceil(ems * size);
}

/** The widest of them; only the first thousand are looked at. */
export function widest(texts: readonly string[], size = 13): number {
  return texts.slice(0, 1000).reduce((most, text) => Math.max(most, textWidth(text, size)), 0);
}

/** A number and its unit stay on one line: "500 ml" is no "500" above an "ml". */
export const unitsHeld = (name: string): string =>
  name.replace(/(\d) (?=[^\s\d]{1,4}(?:\s|$))/g, "$1\u00a0");

/** Lines that a text takes in a room of that width. */
export const linesIn = (text: string, width: number, size = 13): number =>
  Math.max(1, Math.ceil((textWidth(text, size) * 1.12) / Math.max(1, width)));

/** A word that is longer than a line is broken where it must be. */
function piecesOf(word: string, width: number, size: number): string[] {
  if (textWidth(word, size) <= width) return [word];
  const pieces = [""];
  for (const letter of word.match(/\P{M}\p{M}*/gu) ?? [word]) {
    const piece = (pieces.at(-1) ?? "") + letter;
    if (piece === letter || textWidth(piece, size) <= width) pieces[pieces.length - 1] = piece;
    else pieces.push(letter);
  }
  return pieces;
}

/**
 * A text in lines, broken between its words. ECharts can do it, too, but takes each letter by itself
 * for as wide as alone: a Devanagari vowel sign for a letter of its own.
 */
export function wrap(text: string, width: number, size = 13): string[] {
  const lines: string[] = [];
  for (const word of unitsHeld(text).split(" ")) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(joined, size) <= width) lines[lines.length - 1] = joined;
    else lines.push(...piecesOf(word, width, size));
  }
  return lines;
}

export const wrappedLines = (text: string, width: number, size = 13): number =>
  wrap(text, width, size).length;

const STEP = 4;

/** The narrowest room, `most` wide at most, in which no text takes more lines than in all of it. */
export function balancedWidth(texts: readonly string[], most: number, size = 13): number {
  const some = texts.slice(0, 200);
  const longest = widest(
    some.flatMap((text) => unitsHeld(text).split(" ")),
    size,
  );
  const lines = some.map((text) => wrappedLines(text, most, size));
  const fits = (width: number) =>
    width >= longest && some.every((text, i) => wrappedLines(text, width, size) <= (lines[i] ?? 1));
  let width = most;
  while (fits(width - STEP)) width -= STEP;
  return width;
}
