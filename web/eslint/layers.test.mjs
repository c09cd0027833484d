import path from "node:path";
import { RuleTester } from "eslint";
import { afterAll, describe, it } from "vitest";
import { layers } from "./layers.js";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.afterAll = afterAll;

const at = (file) => path.resolve("src", file);

new RuleTester().run("layers", layers, {
  valid: [
    { filename: at("features/ask/page.tsx"), code: 'import a from "@/ui/button";' },
    { filename: at("features/ask/page.tsx"), code: 'import a from "./components/x";' },
    { filename: at("charts/bars.ts"), code: 'import a from "@/format/number";' },
    { filename: at("app/shell.tsx"), code: 'import a from "@/features/data/uploads";' },
    { filename: at("format/date.ts"), code: 'import a from "echarts";' },
  ],
  invalid: [
    {
      filename: at("features/ask/page.tsx"),
      code: 'import a from "@/features/data/api";',
      errors: [{ message: "features/ask must not import features/data" }],
    },
    { filename: at("features/ask/page.tsx"), code: 'import a from "../data/api";', errors: 1 },
    {
      filename: at("ui/button.tsx"),
      code: 'export * from "@/charts/chart";',
      errors: [{ message: "ui must not import charts" }],
    },
    { filename: at("format/date.ts"), code: 'const a = import("@/api/client");', errors: 1 },
    { filename: at("charts/bars.ts"), code: 'import a from "@/app/router";', errors: 1 },
  ],
});
