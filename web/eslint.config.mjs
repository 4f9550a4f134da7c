// Lints the pages' own scripts (maps/web, timeline/page/web …): `make check` runs it, and a test.

import js from "@eslint/js";

const BROWSER = [
  "CSS", "Element", "Event", "EventSource", "IntersectionObserver", "Intl", "MutationObserver", "Path2D", "ResizeObserver", "URL",
  "addEventListener", "cancelAnimationFrame", "clearTimeout", "devicePixelRatio", "document", "fetch",
  "getComputedStyle",
  "history", "innerHeight", "innerWidth", "localStorage", "location", "matchMedia", "navigator", "parent",
  "performance", "removeEventListener", "requestAnimationFrame", "setTimeout", "structuredClone", "window",
];

export default [
  { ignores: ["**/assets/**"] },
  js.configs.recommended,
  {
    files: ["**/*.js"],
    languageOptions: {
      ecmaVersion: 2023,
      sourceType: "module",
      globals: Object.fromEntries(BROWSER.map((name) => [name, "readonly"])),
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "consistent-return": "error",
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-param-reassign": "error",
      "no-shadow": "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
];
