import assert from "node:assert/strict";
import { test } from "node:test";

import { clock, element, load } from "./browser.js";

function page(stored = {}) {
  const region = element(), time = clock();
  const document = {
    addEventListener() {},
    createElement: element,
    getElementById: (id) => (id === "shell-toasts" ? region : null),
    querySelector: () => ({ dataset: { reader: "7" } }),
  };
  const sessionStorage = {
    getItem: (key) => stored[key] || null,
    setItem: (key, value) => { stored[key] = value; },
    removeItem: (key) => { delete stored[key]; },
  };
  const { panorama } = load(["00-tools.js"], { document, sessionStorage, ...time });
  return { tools: panorama.tools, pass: time.pass, shown: () => region.children.map((each) => each.children[1].textContent), region };
}

test("a toast disappears by itself", () => {
  const { tools, pass, shown } = page();
  tools.toast("Link copied");
  assert.deepEqual(shown(), ["Link copied"]);
  pass(5000);
  assert.deepEqual(shown(), []);
});

test("a toast stays while the pointer is on it", () => {
  const { tools, pass, shown, region } = page();
  tools.toast("Link copied");
  region.children[0].send("pointerenter");
  pass(60000);
  assert.deepEqual(shown(), ["Link copied"]);
  region.children[0].send("pointerleave");
  pass(5000);
  assert.deepEqual(shown(), []);
});

test("a toast for the next document is shown there, once", () => {
  const stored = {};
  page(stored).tools.toastNext("Layout saved for you");
  const next = page(stored);
  assert.deepEqual(next.shown(), []);
  next.pass(300);
  assert.deepEqual(next.shown(), ["Layout saved for you"]);
  const later = page(stored);
  later.pass(300);
  assert.deepEqual(later.shown(), []);
});

test("a toast of one membership is not shown to another", () => {
  const stored = {};
  page(stored).tools.toastNext("Layout saved for you");
  assert.deepEqual(Object.keys(stored), ["panorama-next-toast 7"]);
});

test("a browser that refuses storage shows no toast, and no error", () => {
  const window = load(["00-tools.js"], { get sessionStorage() { throw new Error("refused"); } });
  assert.equal(window.panorama.tools.load("sessionStorage", "a"), null);
  window.panorama.tools.store("sessionStorage", "a", "b");
});
