// Writes src/api/wire.ts from the server's OpenAPI page.
//     npm run api-types -- http://127.0.0.1:8080/api/v1/openapi.json
//     npm run api-types -- openapi.json [out.ts]
// Reads the JSON Schema subset that the route table writes: object, array, enum, $ref, oneOf,
// anyOf, allOf, additionalProperties, nullable and type lists.
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const SCALARS = {
  string: "string",
  integer: "number",
  number: "number",
  boolean: "boolean",
  null: "null",
};
const isName = (name) => /^[A-Za-z_$][\w$]*$/.test(name);

function parenthesise(type) {
  return /[|&]/.test(type) && !type.startsWith("{") ? `(${type})` : type;
}

function objectType(schema, indent) {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) {
    const values = schema.additionalProperties;
    return `Record<string, ${values && values !== true ? typeOf(values, indent) : "unknown"}>`;
  }
  const required = new Set(schema.required ?? []);
  const pad = "  ".repeat(indent + 1);
  const lines = properties.map(([name, value]) => {
    const key = isName(name) ? name : JSON.stringify(name);
    return `${pad}${key}${required.has(name) ? "" : "?"}: ${typeOf(value, indent + 1)};`;
  });
  return `{\n${lines.join("\n")}\n${"  ".repeat(indent)}}`;
}

function arrayType(schema, indent) {
  if (schema.prefixItems) {
    return `[${schema.prefixItems.map((item) => typeOf(item, indent)).join(", ")}]`;
  }
  return `${parenthesise(typeOf(schema.items ?? {}, indent))}[]`;
}

function bareType(schema, indent) {
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const either = schema.oneOf ?? schema.anyOf;
  if (either) return either.map((part) => typeOf(part, indent)).join(" | ");
  if (schema.allOf)
    return schema.allOf.map((part) => parenthesise(typeOf(part, indent))).join(" & ");
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => bareType({ ...schema, type }, indent)).join(" | ");
  }
  if (schema.type === "array") return arrayType(schema, indent);
  if (schema.type === "object" || schema.properties) return objectType(schema, indent);
  return SCALARS[schema.type] ?? "unknown";
}

export function typeOf(schema, indent = 0) {
  const type = bareType(schema, indent);
  return schema.nullable ? `${type} | null` : type;
}

function declaration([name, schema]) {
  const note = schema.description ? `/** ${schema.description.replace(/\*\//g, "* /")} */\n` : "";
  const type = typeOf(schema);
  return type.startsWith("{")
    ? `${note}export interface ${name} ${type}\n`
    : `${note}export type ${name} = ${type};\n`;
}

export function typesOf(openapi) {
  const schemas = Object.entries(openapi.components?.schemas ?? {});
  const head = "// Written by scripts/api-types.mjs from openapi.json. Do not edit.\n";
  return [head, ...schemas.map(declaration)].join("\n");
}

async function load(from) {
  if (!/^https?:/.test(from)) return JSON.parse(await readFile(from, "utf8"));
  const response = await fetch(from);
  if (!response.ok) throw new Error(`${from} answered ${response.status}`);
  return response.json();
}

async function main([from = "http://127.0.0.1:8080/api/v1/openapi.json", to = "src/api/wire.ts"]) {
  const text = typesOf(await load(from));
  await writeFile(to, text);
  console.log(`${to}: ${text.split("\n").length} lines`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  await main(process.argv.slice(2));
