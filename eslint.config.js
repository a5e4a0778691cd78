// How the scripts in assets/ and their tests are written. Dash loads assets/ as plain scripts: there are no modules.
import js from "@eslint/js";

const readonly = (...names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

const BROWSER = readonly(
  "CSS", "CustomEvent", "Event", "Image", "MutationObserver", "ResizeObserver", "URL", "URLSearchParams", "clearTimeout",
  "console", "document", "fetch", "getComputedStyle", "history", "innerHeight", "innerWidth", "localStorage", "location",
  "navigator", "performance", "requestAnimationFrame", "sessionStorage", "setTimeout", "window",
);
const NODE = readonly("URL", "URLSearchParams", "process");

export default [
  { ignores: ["assets/plotly/**"] },
  js.configs.recommended,
  {
    rules: {
      "arrow-body-style": "error",
      "eqeqeq": ["error", "always", { null: "ignore" }],
      "max-len": ["error", { code: 140 }],
      "no-shadow": "error",
      "no-unused-vars": ["error", { caughtErrors: "none" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-arrow-callback": "error",
      "prefer-const": "error",
    },
  },
  { files: ["assets/**"], languageOptions: { sourceType: "script", globals: BROWSER }, rules: { strict: ["error", "function"] } },
  { files: ["tests/**"], languageOptions: { sourceType: "module", globals: NODE } },
];
