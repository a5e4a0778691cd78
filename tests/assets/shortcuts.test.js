import assert from "node:assert/strict";
import { test } from "node:test";

import { load, plain } from "./browser.js";

const { shortcuts } = load(["00-tools.js", "shortcuts.js"]).panorama;

function rows(...keys) {
  return keys.map((each) => ({ dataset: { keys: each } }));
}

function found(keys, all) {
  const row = shortcuts.shortcutOf(keys, all);
  return row && row.dataset.keys;
}

test("a sequence is the last two keys, in lower case", () => {
  assert.deepEqual(plain(shortcuts.sequence(["a", "g"], "S", 100)), ["g", "s"]);
});

test("a pause begins a new sequence", () => {
  assert.deepEqual(plain(shortcuts.sequence(["g"], "s", 1500)), ["s"]);
});

test("a sequence of two keys counts before the last key alone", () => {
  assert.equal(found(["g", "t"], rows("t", "g t")), "g t");
  assert.equal(found(["x", "t"], rows("t", "g t")), "t");
  assert.equal(found(["g", "x"], rows("t", "g t")), undefined);
});
