// The texts of the application and what each language's file makes of them.
//     npm run languages              says what src/languages/*.json lack and what nobody says any more
//     npm run languages -- --write   drops the stale keys, adds the missing ones with ""
// English stands in the source (src/format/words.ts) and is read from there: the literals of
// words({...}), tr("..."), counted(n, "...", "..."). Text for people that stands outside of these is reported too.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const SOURCE = path.join(ROOT, "src");
export const CATALOGS = path.join(SOURCE, "languages");

/** Which arguments of these calls are texts. */
const CALLS = { words: [0], tr: [0], counted: [1, 2] };
/** Attributes that are read or heard by people. */
const SPOKEN = new Set(
  "aria-label label title placeholder alt caption text note hint reason summary action".split(" "),
);
/** Calls whose first argument is shown as it stands. */
const SHOWN = new Set(["toast", "useTitle"]);
/** Names of products and formats, which are the same everywhere. */
const SAME = /^\P{L}*(Munim|SQL|CSV|XLSX|PNG|SVG|PDF|JSON|Excel|)\P{L}*$/u;

function sourceFiles(folder = SOURCE) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "test" ? [] : sourceFiles(file);
    const isSource = /\.tsx?$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name);
    return isSource && !file.endsWith(path.join("format", "words.ts")) ? [file] : [];
  });
}

/** The text of a literal, or of literals put together with +; null for anything else. */
function literalOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return literalOf(node.expression);
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken)
    return null;
  const [left, right] = [literalOf(node.left), literalOf(node.right)];
  return left === null || right === null ? null : left + right;
}

/** The literals of a text argument: itself, either side of a condition, values of a table. */
function textsOf(node) {
  const text = literalOf(node);
  if (text !== null) return [text];
  if (ts.isConditionalExpression(node))
    return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(textsOf);
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return textsOf(node.expression);
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((p) => (ts.isPropertyAssignment(p) ? textsOf(p.initializer) : []));
}

function callName(node) {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression)
    ? node.expression.text
    : null;
}

/** A text for people that no call takes up, or null. */
function bareText(node) {
  if (ts.isJsxText(node)) return node.text;
  if (ts.isJsxAttribute(node)) {
    if (!SPOKEN.has(node.name.getText()) || !node.initializer) return null;
    const value = node.initializer;
    return ts.isStringLiteral(value) ? value.text : null;
  }
  if (SHOWN.has(callName(node) ?? "") && node.arguments[0]) return literalOf(node.arguments[0]);
  return null;
}

/** What one file says: its keys, and the texts that stand outside. */
export function readSource(name, text) {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const keys = new Set();
  const bare = [];
  const visit = (node) => {
    const places = CALLS[callName(node) ?? ""] ?? [];
    for (const place of places) {
      const argument = node.arguments[place];
      for (const key of argument ? textsOf(argument) : []) keys.add(key);
    }
    const loose = bareText(node)?.replace(/\s+/g, " ").trim();
    if (loose && /\p{L}{2}/u.test(loose) && !SAME.test(loose)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      bare.push({ line: line + 1, text: loose });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { keys: [...keys].filter((k) => /\p{L}/u.test(k)), bare };
}

/** All keys of the source in order, and every bare text with its place. */
export function readAll() {
  const keys = new Set();
  const bare = [];
  for (const file of sourceFiles()) {
    const found = readSource(file, readFileSync(file, "utf8"));
    found.keys.forEach((key) => keys.add(key));
    bare.push(...found.bare.map((b) => `${path.relative(ROOT, file)}:${b.line}: "${b.text}"`));
  }
  return { keys: [...keys].sort((a, b) => (a < b ? -1 : 1)), bare };
}

export function catalogs() {
  return readdirSync(CATALOGS)
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({ name, ...JSON.parse(readFileSync(path.join(CATALOGS, name), "utf8")) }));
}

const places = (text) =>
  [...text.matchAll(/\{(\w+)\}/g)]
    .map((m) => m[1])
    .sort()
    .join();

/** What is wrong with a language's texts. */
export function compare(keys, texts) {
  const wanted = new Set(keys);
  return {
    missing: keys.filter((key) => !texts[key]),
    stale: Object.keys(texts).filter((key) => !wanted.has(key)),
    // A place that is lost leaves a number or a name unsaid. A plural may say "one" in words.
    places: keys.filter((key) => texts[key] && places(texts[key]) !== places(key)),
  };
}

function write({ name, language, texts }, keys) {
  const kept = Object.fromEntries(keys.map((key) => [key, texts[key] ?? ""]));
  writeFileSync(
    path.join(CATALOGS, name),
    JSON.stringify({ language, texts: kept }, null, 2) + "\n",
  );
}

function main(isWriting) {
  const { keys, bare } = readAll();
  for (const catalog of catalogs()) {
    if (isWriting) write(catalog, keys);
    const found = compare(keys, catalog.texts);
    console.log(
      `${catalog.name}: ${keys.length} texts, ${found.missing.length} missing, ${found.stale.length} stale`,
    );
    for (const [why, list] of Object.entries(found))
      list.forEach((key) => console.log(`  ${why}: ${JSON.stringify(key)}`));
  }
  bare.forEach((line) => console.log(`not in words: ${line}`));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  main(process.argv.includes("--write"));
