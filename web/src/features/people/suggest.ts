// A password to pass on: four groups of two syllables, which are easy to say and to type.
// 75 syllables, eight drawn evenly: 2^49, and the server slows whoever tries.
const FIRST = "bdfgjklmnprstvz";
const SECOND = "aeiou";
const GROUPS = 4;

const SYLLABLES = Array.from(FIRST).flatMap((a) => Array.from(SECOND, (b) => a + b));

/** Even: what falls into the incomplete last round is drawn again. */
function draw(count: number): number {
  const fair = Math.floor(256 / count) * count;
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < fair) return byte % count;
  }
}

const syllable = () => SYLLABLES[draw(SYLLABLES.length)] ?? "";

export const suggestPassword = (): string =>
  Array.from({ length: GROUPS }, () => syllable() + syllable()).join("-");
