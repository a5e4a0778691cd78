/* The tour (components/tour.py): a box that goes from part to part of the page that is open. */
(function () {
  "use strict";

  var GAP = 12; // px between a part and the box
  var PATIENCE = 10000; // ms
  var at = 0, steps = [], before = null;

  function box() { return document.getElementById("tour"); }
  function ring() { return document.querySelector(".tour__ring"); }
  function target(step) {
    return Array.from(document.querySelectorAll(step.dataset.target)).find(function (part) {
      var room = part.getBoundingClientRect();
      return room.width > 0 && room.right > 0 && room.left < innerWidth && part.checkVisibility({ visibilityProperty: true });
    });
  }

  /* The part may move at any time, as when a card above it is drawn: it is followed for as long as the tour is open. */
  function follow() {
    if (!box() || !box().open) return;
    var part = target(steps[at]);
    if (part) place(part);
    requestAnimationFrame(follow);
  }

  function place(part) {
    var room = part.getBoundingClientRect(), own = box().getBoundingClientRect();
    Object.assign(ring().style, {
      left: room.left - 4 + "px", top: room.top - 4 + "px", width: room.width + 8 + "px", height: room.height + 8 + "px",
    });
    // Beside the part where there is room, else below or above it, else over its end.
    var right = room.right + GAP, beside = right + own.width < innerWidth;
    var below = room.bottom + GAP, above = room.top - GAP - own.height;
    var top = beside ? room.top : below + own.height < innerHeight ? below : above > 0 ? above : innerHeight - own.height - GAP;
    var left = beside ? right : room.left;
    box().style.left = Math.max(GAP, Math.min(left, innerWidth - own.width - GAP)) + "px";
    box().style.top = Math.max(GAP, Math.min(top, innerHeight - own.height - GAP)) + "px";
  }

  function show(next) {
    at = next;
    steps.forEach(function (step, number) { step.hidden = number !== at; });
    box().querySelector(".tour__count").textContent = at + 1 + " of " + steps.length;
    box().querySelector("[data-do=tour-back]").disabled = at === 0;
    box().querySelector("[data-do=tour-next] span:last-child").textContent = at === steps.length - 1 ? "Done" : "Next";
    var part = target(steps[at]);
    if (!part) return;
    part.scrollIntoView({ block: "nearest", behavior: "instant" });
    place(part);
  }

  function start() {
    if (!box() || box().open) return;
    if (location.pathname !== "/") {
      window.panoramaTools.go("/");
      if (location.pathname === "/") startOnce();
      return;
    }
    box().querySelectorAll("[data-target]").forEach(function (step) { step.hidden = true; });
    steps = Array.from(box().querySelectorAll("[data-target]")).filter(target);
    if (!steps.length) return;
    before = document.activeElement;
    ring().hidden = false;
    box().show();
    show(0);
    follow();
    box().querySelector("[data-do=tour-next]").focus();
  }

  /* An empty first page has nothing to show: then nothing comes later either. */
  function startOnce() {
    setTimeout(window.panoramaTools.when(function () { return document.querySelector(".headline .card"); }, start), PATIENCE);
  }

  function end() {
    window.panoramaTheme.keepTour("done");
    if (box().open) box().close();
    ring().hidden = true;
    // The button that opened the tour may have left with its offer.
    if (before && before.isConnected && before.checkVisibility()) before.focus();
    else document.getElementById("shell-content").focus({ preventScroll: true });
    before = null;
  }

  document.addEventListener("keydown", function (event) {
    if (!box() || !box().open || event.defaultPrevented || document.querySelector("dialog:modal")) return;
    if (event.key === "Escape") end();
    else if (event.key === "ArrowRight" && at < steps.length - 1) show(at + 1);
    else if (event.key === "ArrowLeft" && at > 0) show(at - 1);
    else return;
    event.preventDefault();
  });
  ["_dashprivate_pushstate", "popstate"].forEach(function (moved) {
    window.addEventListener(moved, function () { if (location.pathname !== "/" && box() && box().open) end(); });
  });

  Object.assign((window.panoramaActions = window.panoramaActions || {}), {
    "tour-start": start,
    "tour-decline": end,
    "tour-end": end,
    "tour-next": function () { if (at < steps.length - 1) show(at + 1); else end(); },
    "tour-back": function () { if (at > 0) show(at - 1); },
  });
})();
