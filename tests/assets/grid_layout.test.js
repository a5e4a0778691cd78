import assert from "node:assert/strict";
import { test } from "node:test";

import { load, plain } from "./browser.js";

const grid = load(["00-grid-layout.js"]).panorama.gridLayout;
const RULES = { min_height: 2, max_height: 60, min_widths: { narrow: 0, wide: 960, medium: 600 } };
// Two side by side, and one below that is as wide as both.
const LEFT = { name: "left", x: 0, y: 0, w: 6, h: 4, hidden: false };
const RIGHT = { name: "right", x: 6, y: 0, w: 6, h: 8, hidden: false };
const BELOW = { name: "below", x: 0, y: 8, w: 12, h: 4, hidden: false };
const ALL = [LEFT, RIGHT, BELOW];

function at(positions, name) {
  const { x, y, w, h } = grid.find(positions, name);
  return [x, y, w, h];
}

test("an item moves up until it meets another", () => {
  assert.deepEqual(plain(grid.compact([{ ...LEFT, y: 30 }, { ...BELOW, y: 50 }], 12)), [LEFT, { ...BELOW, y: 4 }]);
});

test("no item overlaps another, and none is outside the grid", () => {
  const packed = grid.compact([LEFT, { ...RIGHT, x: 3 }, { ...BELOW, x: 9, w: 20 }], 12);
  assert.deepEqual([at(packed, "right"), at(packed, "below")], [[3, 4, 6, 8], [0, 12, 12, 4]]);
});

test("hidden items take no space and come last", () => {
  const packed = plain(grid.compact([{ ...LEFT, hidden: true }, BELOW], 12));
  assert.deepEqual(packed.map((each) => [each.name, each.y]), [["below", 0], ["left", 0]]);
});

test("an item moves one column sideways, and past its neighbour up or down", () => {
  assert.deepEqual(at(grid.move([LEFT], "left", "right", 12), "left"), [1, 0, 6, 4]);
  assert.deepEqual(at(grid.move([LEFT], "left", "left", 12), "left"), [0, 0, 6, 4]);
  assert.deepEqual(at(grid.move(ALL, "below", "up", 12), "below"), [0, 0, 12, 4]);
  assert.equal(at(grid.move(ALL, "right", "down", 12), "right")[1], 8);
  assert.equal(grid.move(ALL, "below", "down", 12), ALL);
});

test("an item is resized within the rules and the columns", () => {
  assert.deepEqual(at(grid.resize([LEFT], "left", "right", 12, RULES), "left"), [0, 0, 7, 4]);
  assert.deepEqual(at(grid.resize([RIGHT], "right", "right", 12, RULES), "right"), [5, 0, 7, 8]);
  const low = [{ ...LEFT, h: 2, w: 1 }], high = [{ ...LEFT, h: 60, w: 12 }];
  assert.deepEqual([grid.resize(low, "left", "up", 12, RULES), grid.resize(low, "left", "left", 12, RULES)], [low, low]);
  assert.deepEqual([grid.resize(high, "left", "down", 12, RULES), grid.resize(high, "left", "right", 12, RULES)], [high, high]);
});

test("the grid component gets the rules, and hidden items without height below all others", () => {
  const [left, right] = plain(grid.toItems([LEFT, { ...RIGHT, hidden: true }], "item-", RULES));
  assert.deepEqual(left, { i: "item-left", x: 0, y: 0, w: 6, h: 4, minH: 2, maxH: 60 });
  assert.deepEqual(right, { i: "item-right", x: 0, y: 4, w: 1, h: 0, isDraggable: false, isResizable: false });
});

test("what the grid component reports keeps the hidden items", () => {
  const items = [{ i: "item-left", x: 2, y: 0, w: 6, h: 4 }, { i: "item-right", x: 0, y: 4, w: 1, h: 0 }];
  const next = grid.fromItems(items, [LEFT, { ...RIGHT, hidden: true }], 12, "item-");
  assert.deepEqual([at(next, "left"), grid.find(next, "right").hidden], [[2, 0, 6, 4], true]);
});

test("two layouts are the same whatever their order, and wherever their hidden items are", () => {
  const hidden = { ...RIGHT, hidden: true };
  assert.ok(grid.isSame([LEFT, hidden], [{ ...hidden, x: 3 }, LEFT]));
  assert.ok(!grid.isSame([LEFT], [{ ...LEFT, w: 5 }]));
});

test("a breakpoint applies from its width on", () => {
  assert.deepEqual([1200, 960, 959, 600, 599, 0].map((width) => grid.breakpointAt(width, RULES)),
    ["wide", "wide", "medium", "medium", "narrow", "narrow"]);
});
