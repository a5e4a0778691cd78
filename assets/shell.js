/* What the browser does alone: the rail, the filter sheet, the menus, the full screen, and where we are. */
(function () {
  "use strict";

  var root = document.documentElement, when = window.panoramaTools.when;
  var narrow = window.matchMedia("(max-width: 1023px)"); // where the rail is a drawer

  function toggleRail() {
    if (narrow.matches) return root.dataset.drawer === "open" ? closeRail() : openRail();
    root.dataset.rail = root.dataset.rail === "narrow" ? "wide" : "narrow";
    if (window.panoramaTheme) window.panoramaTheme.keepRail(root.dataset.rail);
  }

  function openRail() {
    root.dataset.drawer = "open";
    var first = document.querySelector(".rail__link--current, .rail__link");
    if (first) first.focus();
  }

  function closeRail() {
    if (root.dataset.drawer !== "open") return;
    delete root.dataset.drawer;
    var toggle = document.getElementById("shell-rail-toggle");
    if (toggle && narrow.matches) toggle.focus();
  }

  function setSheet(filters, open) {
    filters.toggleAttribute("data-open", open);
    root.toggleAttribute("data-sheet", open);
    var opener = filters.querySelector(".filters__open");
    opener.setAttribute("aria-expanded", String(open));
    if (open) filters.querySelector(".filters__header .action").focus();
    else opener.focus();
  }

  function fullScreen(button) {
    var card = button.closest(".card");
    if (document.fullscreenElement) document.exitFullscreen();
    else if (card && card.requestFullscreen) card.requestFullscreen();
  }

  /* What the buttons with data-do do. Other files add theirs. */
  var actions = Object.assign((window.panoramaActions = window.panoramaActions || {}), {
    "toggle-rail": toggleRail,
    "close-rail": closeRail,
    "open-sheet": function (from) {
      setSheet(from.closest(".filters"), true);
    },
    "close-sheet": function (from) {
      setSheet(from.closest(".filters"), false);
    },
    "full-screen": fullScreen,
  });

  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }

  document.addEventListener("click", function (event) {
    var from = event.target.closest("[data-do]");
    var menu = event.target.closest("details.menu");
    // An entry that was chosen closes its menu as well, and leaves the focus where the menu was opened.
    var chosen = menu && event.target.closest(".menu__item");
    closeMenus(chosen ? null : menu);
    if (chosen) menu.querySelector("summary").focus();
    if (from && actions[from.dataset.do]) actions[from.dataset.do](from);
    if (event.target.closest(".rail a")) closeRail();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    var open = document.querySelector("details.menu[open] > summary");
    closeMenus(null);
    if (open) open.focus();
    closeRail();
    // A list that is open inside the sheet closes first.
    if (document.querySelector(".dash-dropdown-content")) return;
    var sheet = document.querySelector(".filters[data-open]");
    if (sheet) setSheet(sheet, false);
  });

  /* The arrow keys walk through an open menu. */
  document.addEventListener("keydown", function (event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    var menu = step && event.target.closest && event.target.closest("details.menu[open]");
    if (!menu) return;
    var items = Array.from(menu.querySelectorAll(".menu__item")).filter(function (item) {
      return item.offsetParent !== null;
    });
    var next = items[items.indexOf(event.target) + step] || items[step > 0 ? 0 : items.length - 1];
    if (next) next.focus();
    event.preventDefault();
  });

  /* Dash gives the list of a dropdown no name of its own; it gets the name of its field. */
  function nameLists() {
    var lists = document.querySelectorAll(".dash-dropdown-content:not([aria-label]), .dash-options-list:not([aria-label])");
    var trigger = lists.length && document.querySelector('.dash-dropdown[aria-expanded="true"]');
    var label = trigger && trigger.closest(".field") && trigger.closest(".field").querySelector(".field__label");
    if (!label) return;
    lists.forEach(function (list) {
      list.setAttribute("aria-label", label.textContent);
    });
  }

  new MutationObserver(nameLists).observe(root, { childList: true, subtree: true });

  /* The page of the rail that an address belongs to: a client to the customers, a metric to where it was met. */
  function pageOf(path) {
    if (path.startsWith("/deals/")) return "/sales";
    if (path.startsWith("/metrics/")) return "/" + (new URLSearchParams(location.search).get("board") || "");
    return "/" + path.split("/")[1];
  }

  /* The page changes without a new document, so the mark in the rail and the word in the header follow the address. */
  function mark() {
    var here = "", page = pageOf(location.pathname);
    document.querySelectorAll(".rail__link").forEach(function (link) {
      var isHere = link.pathname === page;
      link.classList.toggle("rail__link--current", isHere);
      if (!isHere) return link.removeAttribute("aria-current");
      var isPage = link.pathname === location.pathname;
      link.setAttribute("aria-current", isPage ? "page" : "true");
      // What lies behind a page tells its way there itself.
      if (isPage) here = link.textContent;
    });
    var where = document.querySelector("[data-current-page]");
    if (where && where.textContent !== here) where.textContent = here;
  }

  /* What stays in sight must not cover the section that an address leads to. */
  function measureBar() {
    var bar = document.querySelector(".page__bar");
    var filters = document.querySelector(".filters");
    var height = (bar && bar.offsetHeight) || (filters && filters.offsetHeight);
    if (height) root.style.setProperty("--bar", height + 16 + "px");
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest(".anchors__link")) measureBar();
  });

  /* What comes above a section must not push it away, until its reader moves on. */
  function stayAt(section) {
    var growing = new ResizeObserver(function () {
      measureBar();
      section.scrollIntoView({ behavior: "instant" });
    });
    growing.observe(document.querySelector(".page"));
    document.querySelectorAll(".page__bar, .filters").forEach(function (part) {
      growing.observe(part);
    });
    ["wheel", "touchstart", "pointerdown", "keydown"].forEach(function (moved) {
      window.addEventListener(moved, function () { growing.disconnect(); }, { once: true, passive: true });
    });
  }

  /* An address may lead to a section, which is there only once the page has been drawn. */
  function goToSection() {
    var id = decodeURIComponent(location.hash.slice(1));
    if (id) when(function () { return document.getElementById(id); }, stayAt);
  }

  goToSection();

  window.addEventListener("_dashprivate_pushstate", function () {
    requestAnimationFrame(mark);
  });
  window.addEventListener("popstate", mark);
  when(function () { return document.querySelector(".rail"); }, mark);
})();
