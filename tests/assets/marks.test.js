import assert from "node:assert/strict";
import { test } from "node:test";

import { load, plain } from "./browser.js";

const { markOf } = load(["00-dash-adapter.js"]).panorama.dash;
const BAR = ["client.segment", "Retail", "Retail: €60.00"];

test("the mark of a bar is its customdata", () => {
  assert.deepEqual(plain(markOf({ customdata: BAR })), BAR);
  assert.equal(markOf({}), undefined);
});

test("the mark of a slice is the first of its rows", () => {
  assert.deepEqual(plain(markOf({ customdata: [BAR] })), BAR);
});
