/* Shared tools: elements, waiting for an element, storage, navigation, requests and toasts. */
(function () {
  "use strict";

  const NEXT = "panorama-next-toast";
  const DURATION = 5000, ANNOUNCE_AFTER = 300; // ms
  const panorama = (window.panorama = window.panorama || {});

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    if (tag === "button") element.type = "button";
    return element;
  }

  /* Open another page without a new document, and move the focus there. */
  function go(address) {
    if (panorama.unsaved.blocks(address)) return;
    panorama.dash.moveTo(address);
    window.scrollTo(0, 0);
    const main = document.getElementById("shell-content");
    if (main) main.focus({ preventScroll: true });
  }

  /* A success message that disappears by itself, unless the pointer is on it. */
  function toast(text) {
    const region = document.getElementById("shell-toasts");
    if (!region) return;
    const message = make("div", "toast-message");
    let timer;
    message.append(make("span", "icon icon--check"), make("span", "", text));
    function start() { timer = setTimeout(() => message.remove(), DURATION); }
    message.addEventListener("pointerenter", () => clearTimeout(timer));
    message.addEventListener("pointerleave", start);
    region.append(message);
    start();
  }

  /* Call `then` once `find` finds something, which may be now. What is returned stops waiting. */
  function when(find, then) {
    const observer = new MutationObserver(look);
    function look() {
      const found = find();
      if (!found) return;
      observer.disconnect();
      then(found);
    }
    observer.observe(document, { childList: true, subtree: true });
    look();
    return () => observer.disconnect();
  }

  /* `storage` is "localStorage" or "sessionStorage". A browser that refuses either stores nothing. */
  function load(storage, key) {
    try { return window[storage].getItem(key); } catch (refused) { return null; }
  }

  function store(storage, key, value) {
    try { window[storage].setItem(key, value); } catch (refused) { /* then it is not stored */ }
  }

  function nextKey() { return NEXT + " " + document.querySelector(".shell").dataset.reader; }

  /* Show a toast on the next document. */
  function toastNext(text) { store("sessionStorage", nextKey(), text); }

  when(() => document.getElementById("shell-toasts"), () => {
    const text = load("sessionStorage", nextKey());
    if (!text) return;
    sessionStorage.removeItem(nextKey());
    // Screen readers announce only what is added after they know the region.
    setTimeout(() => toast(text), ANNOUNCE_AFTER);
  });

  /* Request a change from the server; it answers in JSON. */
  function send(method, address, headers, body) {
    const token = document.querySelector("input[name=csrf_token]");
    return fetch(address, {
      method,
      headers: { "X-CSRFToken": token ? token.value : "", "Content-Type": "application/json", Accept: "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  panorama.tools = { go, load, make, send, store, toast, toastNext, when };
})();
