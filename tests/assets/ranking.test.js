import assert from "node:assert/strict";
import { test } from "node:test";

import { load, plain } from "./browser.js";

const ranking = load(["00-ranking.js"]).panorama.ranking;

function entry(label, others = [], group = "Pages") {
  return { group, label, others, address: "/" + label, detail: "" };
}

function best(text, ...entries) {
  return plain(ranking.grouped(text, entries, [], 8)).flatMap((group) => group.entries.map((each) => each.entry.label));
}

test("case and accents do not count", () => {
  assert.equal(ranking.plain("Crème BRÛLÉE"), "creme brulee");
  assert.deepEqual(best("zurich", entry("Zürich")), ["Zürich"]);
});

test("the start of a name ranks above the start of a word, and that above any other place", () => {
  assert.deepEqual(best("rev", entry("Unreviewed"), entry("Net revenue"), entry("Revenue")), ["Revenue", "Net revenue", "Unreviewed"]);
});

test("a name ranks above a synonym, and a synonym above scattered words", () => {
  const found = best("net sales", entry("Sales of the net", []), entry("Revenue", ["net sales"]), entry("Net sales"));
  assert.deepEqual(found, ["Net sales", "Revenue", "Sales of the net"]);
});

test("an entry without the text is not found", () => {
  assert.deepEqual(best("dso", entry("Revenue", ["sales"])), []);
});

test("the position of a match is that in the label, for the highlight", () => {
  assert.deepEqual(plain(ranking.match("revenue", "Net Revenue")), { rank: 1, position: 4 });
});

test("without a text, metrics are not listed", () => {
  assert.deepEqual(best("", entry("Sales"), entry("Revenue", [], "Metrics")), ["Sales"]);
});

test("the group with the best match comes first", () => {
  const groups = plain(ranking.grouped("orders", [entry("Open orders", [], "Metrics"), entry("Orders")], [], 8));
  assert.deepEqual(groups.map((group) => group.name), ["Pages", "Metrics"]);
});

test("what the server found is listed even where the text is not in its label", () => {
  const found = [{ group: "Customers", entries: [{ label: "Acme", detail: "C-17", address: "/customers/1" }], more: true }];
  const [group] = ranking.grouped("c17", [], found, 8);
  assert.deepEqual([group.name, group.more, group.entries[0].entry.label], ["Customers", true, "Acme"]);
});

test("a group says when it has more entries than it shows", () => {
  const [group] = ranking.grouped("a", [entry("a1"), entry("a2"), entry("a3")], [], 2);
  assert.deepEqual([group.entries.length, group.more], [2, true]);
});
