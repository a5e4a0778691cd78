/* The tour (components/tour.py): a box that moves from part to part of the home page. */
(function () {
  "use strict";

  const panorama = window.panorama;
  const GAP = 12; // px between a part and the box
  const PATIENCE = 10000; // ms
  let at = 0, steps = [], before = null;

  function box() { return document.getElementById("tour"); }
  function ring() { return document.querySelector(".tour__ring"); }
  function target(step) {
    return Array.from(document.querySelectorAll(step.dataset.target)).find((part) => {
      const room = part.getBoundingClientRect();
      return room.width > 0 && room.right > 0 && room.left < innerWidth && part.checkVisibility({ visibilityProperty: true });
    });
  }

  /* The part may move, as when a card above it loads: the box follows it for as long as the tour is open. */
  function follow() {
    if (!box() || !box().open) return;
    const part = target(steps[at]);
    if (part) place(part);
    requestAnimationFrame(follow);
  }

  /* Where the box goes beside a part, all as rectangles: to its right where there is room, else below or above it, else
   * over its end. */
  function position(part, own, space) {
    const right = part.right + GAP, below = part.bottom + GAP, above = part.top - GAP - own.height;
    const most = { left: space.width - own.width - GAP, top: space.height - own.height - GAP };
    const isBeside = right + own.width < space.width;
    const left = isBeside ? right : part.left;
    const top = isBeside ? part.top : below + own.height < space.height ? below : above > 0 ? above : most.top;
    return { left: Math.max(GAP, Math.min(left, most.left)), top: Math.max(GAP, Math.min(top, most.top)) };
  }

  function place(part) {
    const room = part.getBoundingClientRect();
    Object.assign(ring().style, {
      left: room.left - 4 + "px", top: room.top - 4 + "px", width: room.width + 8 + "px", height: room.height + 8 + "px",
    });
    const next = position(room, box().getBoundingClientRect(), { width: innerWidth, height: innerHeight });
    box().style.left = next.left + "px";
    box().style.top = next.top + "px";
  }

  function show(next) {
    at = next;
    steps.forEach((step, number) => { step.hidden = number !== at; });
    box().querySelector(".tour__count").textContent = at + 1 + " of " + steps.length;
    box().querySelector("[data-do=tour-back]").disabled = at === 0;
    box().querySelector("[data-do=tour-next] span:last-child").textContent = at === steps.length - 1 ? "Done" : "Next";
    const part = target(steps[at]);
    if (!part) return;
    part.scrollIntoView({ block: "nearest", behavior: "instant" });
    place(part);
  }

  function start() {
    if (!box() || box().open) return;
    if (location.pathname !== "/") {
      panorama.tools.go("/");
      if (location.pathname === "/") startOnce();
      return;
    }
    box().querySelectorAll("[data-target]").forEach((step) => { step.hidden = true; });
    steps = Array.from(box().querySelectorAll("[data-target]")).filter(target);
    if (!steps.length) return;
    before = document.activeElement;
    ring().hidden = false;
    box().show();
    show(0);
    follow();
    box().querySelector("[data-do=tour-next]").focus();
  }

  /* An empty home page has nothing to show, now or later. */
  function startOnce() {
    setTimeout(panorama.tools.when(() => document.querySelector(".headline .card"), start), PATIENCE);
  }

  function end() {
    panorama.theme.storeTour("done");
    if (box().open) box().close();
    ring().hidden = true;
    // The button that started the tour may have disappeared with its banner.
    if (before && before.isConnected && before.checkVisibility()) before.focus();
    else document.getElementById("shell-content").focus({ preventScroll: true });
    before = null;
  }

  document.addEventListener("keydown", (event) => {
    if (!box() || !box().open || event.defaultPrevented || document.querySelector("dialog:modal")) return;
    if (event.key === "Escape") end();
    else if (event.key === "ArrowRight" && at < steps.length - 1) show(at + 1);
    else if (event.key === "ArrowLeft" && at > 0) show(at - 1);
    else return;
    event.preventDefault();
  });
  function endElsewhere() { if (location.pathname !== "/" && box() && box().open) end(); }
  panorama.dash.onMove(endElsewhere);
  window.addEventListener("popstate", endElsewhere);

  panorama.tour = { position };

  Object.assign((panorama.actions = panorama.actions || {}), {
    "tour-start": start,
    "tour-decline": end,
    "tour-end": end,
    "tour-next"() { if (at < steps.length - 1) show(at + 1); else end(); },
    "tour-back"() { if (at > 0) show(at - 1); },
  });
})();
