/* What the other scripts build with: an element, waiting for one, what the browser keeps, a way to another page of the
 * app, a request for a change, and a short word to the reader. */
(function () {
  "use strict";

  var NEXT = "panorama-next-toast";
  var STAYS = 5000; // ms

  function make(tag, name, words) {
    var one = document.createElement(tag);
    if (name) one.className = name;
    if (words !== undefined) one.textContent = words;
    if (tag === "button") one.type = "button";
    return one;
  }

  /* To another page without a new document; who reads with their ears is taken there too. */
  function go(address) {
    if (window.panoramaStays(address)) return;
    history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
    var main = document.getElementById("shell-content");
    if (main) main.focus({ preventScroll: true });
  }

  /* What went well is told for a moment, and stays while it is pointed at. */
  function toast(words) {
    var place = document.getElementById("shell-toasts");
    if (!place) return;
    var one = make("div", "toast-message"), leaving;
    one.append(make("span", "icon icon--check"), make("span", "", words));
    function wait() { leaving = setTimeout(function () { one.remove(); }, STAYS); }
    one.addEventListener("pointerenter", function () { clearTimeout(leaving); });
    one.addEventListener("pointerleave", wait);
    place.append(one);
    wait();
  }

  /* Once a part of the page is there, which may be now. What is returned stops waiting for it. */
  function when(find, then) {
    var looking = new MutationObserver(look);
    function look() {
      var found = find();
      if (!found) return;
      looking.disconnect();
      then(found);
    }
    looking.observe(document, { childList: true, subtree: true });
    look();
    return function () { looking.disconnect(); };
  }

  /* What a browser keeps, in "localStorage" or "sessionStorage"; one that refuses keeps nothing. */
  function kept(where, key) {
    try { return window[where].getItem(key); } catch (refused) { return null; }
  }

  function keep(where, key, value) {
    try { window[where].setItem(key, value); } catch (refused) { /* then it is not kept */ }
  }

  function next() { return NEXT + " " + document.querySelector(".shell").dataset.reader; }

  /* The same on the document that is opened next. */
  function toastNext(words) { keep("sessionStorage", next(), words); }

  when(function () { return document.getElementById("shell-toasts"); }, function () {
    var words = kept("sessionStorage", next());
    if (!words) return;
    sessionStorage.removeItem(next());
    // Words that are there before the region is known are not read aloud.
    setTimeout(function () { toast(words); }, 300);
  });

  /* Ask the server for a change; it answers in JSON. */
  function send(method, address, headers, body) {
    var token = document.querySelector("input[name=csrf_token]");
    return fetch(address, {
      method: method,
      headers: Object.assign({ "X-CSRFToken": token ? token.value : "", "Content-Type": "application/json", Accept: "application/json" }, headers),
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  window.panoramaTools = {
    make: make, when: when, kept: kept, keep: keep, go: go, send: send, toast: toast, toastNext: toastNext,
  };
})();
