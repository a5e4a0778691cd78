// How the tests load a script of assets/: with node:vm, into a window with as much of a browser as the test gives it.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const ASSETS = new URL("../../assets/", import.meta.url);

/** An element: enough of one for what the scripts do with elements that they make themselves. */
export function element(tag = "div") {
  const listeners = {};
  return {
    tag, children: [], dataset: {}, parent: null, className: "", textContent: "",
    append(...added) { added.forEach((each) => { each.parent = this; this.children.push(each); }); },
    remove() { this.parent.children = this.parent.children.filter((each) => each !== this); },
    addEventListener(name, listener) { listeners[name] = listener; },
    send(name) { listeners[name](); },
  };
}

/** A clock that a test moves on, in place of the browser's timers. */
export function clock() {
  const timers = new Map();
  let now = 0, last = 0;
  return {
    setTimeout(callback, after) { timers.set((last += 1), { callback, at: now + after }); return last; },
    clearTimeout(timer) { timers.delete(timer); },
    pass(time) {
      now += time;
      [...timers].filter(([, each]) => each.at <= now).forEach(([timer, each]) => { timers.delete(timer); each.callback(); });
    },
  };
}

/** Load scripts in order; return their window. `browser` replaces parts of it: document, setTimeout, sessionStorage... */
export function load(scripts, browser = {}) {
  const window = {
    URLSearchParams,
    addEventListener() {},
    document: { addEventListener() {}, getElementById: () => null, querySelector: () => null },
    location: { pathname: "/sales", search: "", hash: "" },
    MutationObserver: class { observe() {} disconnect() {} },
  };
  // Descriptors, so that a property may throw as a browser's does.
  Object.defineProperties(window, Object.getOwnPropertyDescriptors(browser));
  window.window = window;
  vm.createContext(window);
  scripts.forEach((name) => vm.runInContext(readFileSync(new URL(name, ASSETS), "utf8"), window, { filename: name }));
  return window;
}

/** The value as plain data of this realm, so that it can be compared. */
export function plain(value) {
  return JSON.parse(JSON.stringify(value));
}
