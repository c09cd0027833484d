import { expect, test } from "vitest";
import { typeOf, typesOf } from "./api-types.mjs";

test.each([
  [{ type: "string" }, "string"],
  [{ type: "integer", nullable: true }, "number | null"],
  [{ type: ["string", "null"] }, "string | null"],
  [{ type: "array", items: { type: ["string", "null"] } }, "(string | null)[]"],
  [{ enum: ["a", "b"] }, '"a" | "b"'],
  [{ $ref: "#/components/schemas/Job" }, "Job"],
  [{ type: "object", additionalProperties: { type: "number" } }, "Record<string, number>"],
  [{ type: "array", prefixItems: [{ type: "string" }, { type: "number" }] }, "[string, number]"],
  [{ oneOf: [{ $ref: "#/x/A" }, { type: "null" }] }, "A | null"],
])("%j", (schema, type) => {
  expect(typeOf(schema)).toBe(type);
});

test("a schema becomes an interface with optional and required fields", () => {
  const text = typesOf({
    components: {
      schemas: {
        Job: {
          description: "Long work.",
          type: "object",
          required: ["id"],
          properties: { id: { type: "string" }, "x-note": { type: "string" } },
        },
      },
    },
  });
  expect(text).toContain("/** Long work. */");
  expect(text).toContain('export interface Job {\n  id: string;\n  "x-note"?: string;\n}');
});
