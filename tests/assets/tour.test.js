import assert from "node:assert/strict";
import { test } from "node:test";

import { load, plain } from "./browser.js";

const { tour } = load(["00-dash-adapter.js", "00-tools.js", "tour.js"]).panorama;
const SCREEN = { width: 1000, height: 800 }, BOX = { width: 300, height: 200 };

function part(left, top, width, height) {
  return { left, top, width, height, right: left + width, bottom: top + height };
}

function position(of) {
  const { left, top } = plain(tour.position(of, BOX, SCREEN));
  return [left, top];
}

test("the box goes to the right of a part where there is room", () => {
  assert.deepEqual(position(part(100, 50, 200, 100)), [312, 50]);
});

test("else it goes below, else above", () => {
  assert.deepEqual(position(part(500, 50, 480, 100)), [500, 162]);
  assert.deepEqual(position(part(500, 600, 480, 150)), [500, 388]);
});

test("beside a part that fills the screen it covers its end", () => {
  assert.deepEqual(position(part(0, 0, 1000, 800)), [12, 588]);
});

test("the box never leaves the screen", () => {
  assert.deepEqual(position(part(990, 790, 300, 300)), [688, 578]);
  assert.deepEqual(position(part(-500, -500, 100, 100)), [12, 12]);
});
