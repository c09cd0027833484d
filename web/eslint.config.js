import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { layers } from "./eslint/layers.js";

export default tseslint.config(
  { ignores: ["dist", "e2e/artifacts", "node_modules"] },
  {
    files: ["src/**/*.{ts,tsx}"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { "react-hooks": hooks, munim: { rules: { layers } } },
    rules: {
      ...hooks.configs.recommended.rules,
      "munim/layers": "error",
      "max-lines": ["error", { max: 200, skipComments: true }],
      "max-lines-per-function": ["error", { max: 200 }],
      "max-params": ["error", 6],
      "max-depth": ["error", 4],
      eqeqeq: "error",
      "no-console": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/only-throw-error": "off",
    },
  },
  // Generated; rows of samples.
  { files: ["src/api/wire.ts", "src/charts/gallery/*.ts"], rules: { "max-lines": "off" } },
  {
    files: ["src/**/*.test.{ts,tsx}", "src/test/**"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "max-lines": ["error", { max: 400 }],
      "max-lines-per-function": "off",
    },
  },
);
