import assert from "node:assert/strict";
import { test } from "node:test";

import { load, plain } from "./browser.js";

const address = load(["00-filter-address.js"]).panorama.filterAddress;
const DEFAULTS = { ...plain(address.DEFAULTS), first: "2025-01-01", last: "2025-12-31", values: [] };

test("defaults are not in the address", () => {
  assert.equal(address.toSearch(DEFAULTS, ""), "");
  assert.equal(address.toSearch({ ...DEFAULTS, grain: "week" }, "?period=this-year"), "?grain=week");
});

test("a custom period is in the address with both days, and waits for both", () => {
  const custom = { ...DEFAULTS, period: "dates" };
  assert.equal(address.toSearch(custom, ""), "?period=dates&from=2025-01-01&to=2025-12-31");
  assert.equal(address.toSearch({ ...custom, last: null }, ""), null);
});

test("the values of each dimension are in the address, with signs that an address reserves", () => {
  const filters = { ...DEFAULTS, values: [["region", ["North", "A&B"]], ["channel", []]] };
  assert.equal(address.toSearch(filters, ""), "?region=North&region=A%26B");
});

test("the way back and the split of a metric stay when filters change", () => {
  assert.equal(address.toSearch({ ...DEFAULTS, grain: "day" }, "?board=sales&by=region&grain=week"), "?grain=day&board=sales&by=region");
  assert.equal(address.splitBy("channel", "?board=sales&by=region"), "?board=sales&by=channel");
  assert.equal(address.splitBy(null, "?board=sales"), "?board=sales");
});

test("a value is added, and taken out the second time", () => {
  assert.deepEqual(plain(address.toggle(null, "North")), ["North"]);
  assert.deepEqual(plain(address.toggle(["North", "South"], "North")), ["South"]);
});

test("the days of a mark become a period with a grain fine enough to show a course", () => {
  const period = { period: "dates", first: "2025-03-01", last: "2025-03-31" };
  assert.deepEqual(plain(address.periodOf("2025-03-01/2025-03-31", "month")), { ...period, grain: "day" });
  assert.equal(address.periodOf("2025-01-01/2025-03-31", "month").grain, "week");
  assert.equal(address.periodOf("2025-01-01/2025-12-31", "quarter").grain, "month");
  assert.equal(address.periodOf("2020-01-01/2024-12-31", "year").grain, "quarter");
});

test("a grain that is fine enough stays", () => {
  assert.equal(address.periodOf("2025-03-01/2025-03-31", "day").grain, null);
  assert.equal(address.periodOf("2025-01-01/2025-12-31", "month").grain, null);
});

const EXCEPT = "\ue000except", MANY = Array.from({ length: 300 }, (_, number) => "Client " + number);

test("all but some values, and the key of a stored list, have names of their own", () => {
  const filters = { ...DEFAULTS, values: [["region", [EXCEPT, "North"]], ["name", ["A", "B"], "k1"], ["x", [EXCEPT, "C"], "k2"]] };
  assert.equal(address.toSearch(filters, ""), "?region.not=North&name.list=k1&x.not.list=k2");
});

test("the longest list of values is stored where the address would be too long", () => {
  const filters = { ...DEFAULTS, values: [["region", ["North"]], ["name", MANY.slice()]] };
  const entry = address.tooLong(filters, address.toSearch(filters, ""));
  assert.equal(entry[0], "name");
  entry[2] = "k1";
  assert.equal(address.tooLong(filters, address.toSearch(filters, "")), null);
  assert.equal(address.toSearch(filters, ""), "?region=North&name.list=k1");
  assert.equal(address.tooLong(filters, null), null);
});

test("to select all of a list is no filter, unless all but these was set before", () => {
  const options = [EXCEPT, "North", "South"].map((value) => ({ value }));
  assert.equal(address.isAll("region", [EXCEPT, "North", "South"], options, "?region=North"), true);
  assert.equal(address.isAll("region", ["North", "South"], options, ""), false);
  assert.equal(address.isAll("region", [EXCEPT, "North", "South"], options, "?region.not=North"), false);
  assert.equal(address.isAll("region", [EXCEPT, "North", "South"], options, "?region.not.list=k"), false);
  assert.equal(address.isAll("region", [EXCEPT, "North"], options, ""), false);
});

test("a click on a group among all but some keeps it alone", () => {
  assert.deepEqual(plain(address.toggle([EXCEPT, "North"], "South")), ["South"]);
});
