/* The shell: rail, filter sheet, menus, full screen, theme, and the mark of the current page. */
(function () {
  "use strict";

  const panorama = window.panorama, dash = panorama.dash, root = document.documentElement, when = panorama.tools.when;
  const narrow = window.matchMedia("(max-width: 1023px)"); // where the rail is a drawer

  function toggleRail() {
    if (narrow.matches) return root.dataset.drawer === "open" ? closeRail() : openRail();
    root.dataset.rail = root.dataset.rail === "narrow" ? "wide" : "narrow";
    panorama.theme.storeRail(root.dataset.rail);
  }

  function openRail() {
    root.dataset.drawer = "open";
    const first = document.querySelector(".rail__link--current, .rail__link");
    if (first) first.focus();
  }

  function closeRail() {
    if (root.dataset.drawer !== "open") return;
    delete root.dataset.drawer;
    const toggle = document.getElementById("shell-rail-toggle");
    if (toggle && narrow.matches) toggle.focus();
  }

  function setSheet(filters, open) {
    filters.toggleAttribute("data-open", open);
    root.toggleAttribute("data-sheet", open);
    const opener = filters.querySelector(".filters__open");
    opener.setAttribute("aria-expanded", String(open));
    if (open) filters.querySelector(".filters__header .action").focus();
    else opener.focus();
  }

  function fullScreen(button) {
    const card = button.closest(".card");
    if (document.fullscreenElement) document.exitFullscreen();
    else if (card && card.requestFullscreen) card.requestFullscreen();
  }

  /* The actions of buttons with data-do. Other scripts add theirs. */
  const actions = Object.assign((panorama.actions = panorama.actions || {}), {
    "toggle-rail": toggleRail,
    "close-rail": closeRail,
    "open-sheet" (from) {
      setSheet(from.closest(".filters"), true);
    },
    "close-sheet" (from) {
      setSheet(from.closest(".filters"), false);
    },
    "full-screen": fullScreen,
  });

  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  }

  document.addEventListener("click", (event) => {
    const from = event.target.closest("[data-do]");
    const menu = event.target.closest("details.menu");
    // An entry that was chosen closes its menu as well, and leaves the focus where the menu was opened.
    const chosen = menu && event.target.closest(".menu__item");
    closeMenus(chosen ? null : menu);
    if (chosen) menu.querySelector("summary").focus();
    if (from && actions[from.dataset.do]) actions[from.dataset.do](from);
    if (event.target.closest(".rail a")) closeRail();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const open = document.querySelector("details.menu[open] > summary");
    closeMenus(null);
    if (open) open.focus();
    closeRail();
    // A list that is open inside the sheet closes first.
    if (dash.dropdownIsOpen()) return;
    const sheet = document.querySelector(".filters[data-open]");
    if (sheet) setSheet(sheet, false);
  });

  /* The arrow keys walk through an open menu. */
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const menu = step && event.target.closest && event.target.closest("details.menu[open]");
    if (!menu) return;
    const items = Array.from(menu.querySelectorAll(".menu__item")).filter((item) => item.offsetParent !== null);
    const next = items[items.indexOf(event.target) + step] || items[step > 0 ? 0 : items.length - 1];
    if (next) next.focus();
    event.preventDefault();
  });

  /* The list of a dropdown has no accessible name; it gets that of its field. */
  function nameLists() {
    const lists = dash.unnamedDropdownLists(), dropdown = lists.length ? dash.openDropdown() : null;
    const label = dropdown && dropdown.closest(".field") && dropdown.closest(".field").querySelector(".field__label");
    if (!label) return;
    lists.forEach((list) => {
      list.setAttribute("aria-label", label.textContent);
    });
  }

  new MutationObserver(nameLists).observe(root, { childList: true, subtree: true });

  /* The page of the rail that an address belongs to: a deal to sales, a metric to the dashboard it was opened from. */
  function pageOf(path) {
    if (path.startsWith("/deals/")) return "/sales";
    if (path.startsWith("/metrics/")) return "/" + (new URLSearchParams(location.search).get("board") || "");
    return "/" + path.split("/")[1];
  }

  /* Pages change without a new document: the mark in the rail and the title in the header follow the address. */
  function markCurrentPage() {
    const page = pageOf(location.pathname);
    let title = "";
    document.querySelectorAll(".rail__link").forEach((link) => {
      const isCurrent = link.pathname === page;
      link.classList.toggle("rail__link--current", isCurrent);
      if (!isCurrent) return link.removeAttribute("aria-current");
      const isPage = link.pathname === location.pathname;
      link.setAttribute("aria-current", isPage ? "page" : "true");
      // A page below has breadcrumbs instead.
      if (isPage) title = link.textContent;
    });
    const header = document.querySelector("[data-current-page]");
    if (header && header.textContent !== title) header.textContent = title;
  }

  /* The sticky bar must not cover the section that an address links to. */
  function measureBar() {
    const bar = document.querySelector(".page__bar");
    const filters = document.querySelector(".filters");
    const height = (bar && bar.offsetHeight) || (filters && filters.offsetHeight);
    if (height) root.style.setProperty("--bar", height + 16 + "px");
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest(".anchors__link")) measureBar();
  });

  /* Cards that load above a section must not push it away, until the reader moves on. */
  function stayAt(section) {
    const growing = new ResizeObserver(() => {
      measureBar();
      section.scrollIntoView({ behavior: "instant" });
    });
    growing.observe(document.querySelector(".page"));
    document.querySelectorAll(".page__bar, .filters").forEach((part) => {
      growing.observe(part);
    });
    ["wheel", "touchstart", "pointerdown", "keydown"].forEach((moved) => {
      window.addEventListener(moved, () => { growing.disconnect(); }, { once: true, passive: true });
    });
  }

  /* An address may link to a section, which exists only once the page has been drawn. */
  function goToSection() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id) when(() => document.getElementById(id), stayAt);
  }

  goToSection();

  dash.onMove(() => requestAnimationFrame(markCurrentPage));
  window.addEventListener("popstate", markCurrentPage);
  when(() => document.querySelector(".rail"), markCurrentPage);

  dash.register("panorama", {
    /* The theme for charts. The first call, before any click, only reports it. */
    theme: (clicks) => (clicks ? panorama.theme.toggle() : panorama.theme.shown()),
  });
})();
