/* The command palette. Pages and metrics load when it first opens; customers and deals are searched as the reader types. */
(function () {
  "use strict";

  const MOST = 8, PAUSE = 150, PATIENCE = 8000; // entries of a group; ms; ms
  const panorama = window.panorama, dash = panorama.dash, tools = panorama.tools, make = tools.make;
  const actions = (panorama.actions = panorama.actions || {});
  const EDIT = "[data-do=edit-layout]";
  const ACTIONS = [
    { label: "Switch between light and dark theme", others: ["theme", "dark mode"], act() { press("#shell-theme-toggle"); } },
    { label: "Show or hide menu", others: ["rail", "collapse", "sidebar"], act() { press("#shell-rail-toggle"); } },
    { label: "Edit layout of this dashboard", others: ["arrange", "move", "resize"], where: EDIT, act() { press(EDIT); } },
    { label: "Copy link to this page", others: ["share", "address", "URL"], act() { actions["copy-link"](); } },
    { label: "Print this page", others: ["PDF", "paper"], act() { actions.print(); } },
    { label: "Keyboard shortcuts", others: ["keys", "help"], act() { actions.shortcuts(); } },
    { label: "Take the tour", others: ["help", "welcome", "introduction"], act() { actions["tour-start"](); } },
    { label: "Sign out", others: ["log out", "leave"], act: signOut },
  ];
  const NO_RESPONSE = "The server is not responding. Type again to retry.";
  let entries = null, results = { text: "", groups: [] }; // what the server has sent
  let searchTimer = 0, responseTimer = 0, isLate = false, options = [], active = 0, isEager = false;

  function dialog() { return document.getElementById("palette"); }
  function part(name) { return dialog().querySelector(".palette__" + name); }
  function press(selector) { const button = document.querySelector(selector); if (button) button.click(); }
  function signOut() { const form = document.querySelector('form[action="/sign-out"]'); if (form) form.requestSubmit(); }
  function text() { return field().value.trim().replace(/\s+/g, " "); }
  function request(id, data) { dash.setProps(id, { data }); }

  function field() {
    const existing = dialog().querySelector("input");
    if (existing) return existing;
    const input = make("input", "palette__input");
    const attributes = {
      type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: "Search or jump to",
      "aria-label": "Search or jump to", "aria-autocomplete": "list", "aria-expanded": "true", "aria-controls": "palette-list",
    };
    Object.keys(attributes).forEach((name) => { input.setAttribute(name, attributes[name]); });
    input.addEventListener("input", onInput);
    part("field").append(input);
    return input;
  }

  function groups() {
    const offered = ACTIONS.filter((action) => !action.where || document.querySelector(action.where));
    const actionEntries = offered.map((action) => ({ group: "Actions", ...action }));
    const known = (text() ? [] : panorama.recent.all()).concat(entries || [], actionEntries);
    return panorama.ranking.grouped(text(), known, text() && results.text === text() ? results.groups : [], MOST);
  }

  function label({ entry, position }) {
    const element = make("span", "palette__label"), name = entry.label, end = position + text().length;
    if (position < 0 || !text()) element.textContent = name;
    else element.append(name.slice(0, position), make("mark", "", name.slice(position, end)), name.slice(end));
    return element;
  }

  function option(ranked) {
    const entry = ranked.entry, element = make(entry.address ? "a" : "div", "palette__option");
    element.id = "palette-option-" + options.length;
    element.setAttribute("role", "option");
    element.tabIndex = -1;
    if (entry.address) element.href = entry.address;
    element.append(label(ranked));
    const detail = ranked.also || entry.detail;
    if (detail) element.append(make("span", "palette__detail", detail));
    element.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      pick(entry);
    });
    options.push(element);
    return element;
  }

  function draw() {
    const list = part("list"), shown = groups();
    options = [];
    list.replaceChildren(...shown.map((group, index) => {
      const box = make("div", "palette__group");
      const title = make("div", "palette__title", group.name + (group.more ? ", first " + MOST : ""));
      title.id = "palette-group-" + index;
      box.setAttribute("role", "group");
      box.setAttribute("aria-labelledby", title.id);
      box.append(title, ...group.entries.map(option));
      return box;
    }));
    list.hidden = !options.length;
    field().setAttribute("aria-expanded", String(options.length > 0));
    part("empty").hidden = options.length > 0;
    part("empty").textContent = emptyText();
    part("status").textContent = options.length ? options.length + (options.length === 1 ? " result" : " results") : emptyText();
    move(0);
    if (isEager && options.length) options[0].click();
  }

  function emptyText() {
    const isWaiting = entries === null || (text().length > 1 && results.text !== text());
    if (isWaiting) return isLate ? NO_RESPONSE : "Searching…";
    return `No results for “${text()}”. Try a page, a metric, or the name or number of a customer or deal.`;
  }

  function move(to) {
    active = options.length ? (to + options.length) % options.length : 0;
    options.forEach((each, index) => { each.setAttribute("aria-selected", String(index === active)); });
    if (!options.length) return field().removeAttribute("aria-activedescendant");
    field().setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /* Say so when the server takes too long. */
  function startWaiting() {
    clearTimeout(responseTimer);
    isLate = false;
    responseTimer = setTimeout(() => {
      isLate = true;
      if (!options.length) part("empty").textContent = part("status").textContent = NO_RESPONSE;
    }, PATIENCE);
  }

  function onInput() {
    clearTimeout(searchTimer);
    isEager = false;
    draw();
    if (text().length < 2 || results.text === text()) return;
    startWaiting();
    searchTimer = setTimeout(() => { request("palette-query", text()); }, PAUSE);
  }

  function open() {
    if (!dialog() || dialog().open) return;
    field().value = "";
    dialog().showModal();
    field().focus();
    if (entries === null) {
      startWaiting();
      request("palette-entries-request", Date.now());
    }
    draw();
  }

  function close() {
    clearTimeout(searchTimer);
    clearTimeout(responseTimer);
    isEager = false;
    dialog().close();
  }

  function pick(entry) {
    close();
    if (entry.act) return entry.act();
    panorama.recent.add(entry);
    tools.go(entry.address);
  }

  /* Keys within the palette; the focus stays there until it is closed. */
  function onKey(event) {
    const stops = [field(), dialog().querySelector(".action")];
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Tab") stops[document.activeElement === stops[0] ? 1 : 0].focus();
    else if (event.key === "Enter" && document.activeElement === stops[0] && !event.isComposing) {
      // Enter before the server has answered opens the best result as soon as it comes.
      if (options[active]) options[active].click();
      else isEager = true;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  window.addEventListener("keydown", (event) => {
    if (!dialog()) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (dialog().open) close();
      else open();
    } else if (dialog().open) onKey(event);
  }, true);

  /* On a Mac the shortcut is another one. */
  tools.when(() => document.querySelector(".palette-opener__keys"), (keys) => {
    if (/Mac|iP/.test(navigator.platform)) keys.textContent = "⌘ K";
  });

  /* A click on the backdrop closes the palette. */
  document.addEventListener("click", (event) => { if (event.target === dialog()) close(); });

  actions["open-palette"] = open;
  actions["close-palette"] = close;

  dash.register("palette", {
    /* Entries and search results from the server. */
    update(sentEntries, sentResults) {
      if (sentEntries) entries = sentEntries;
      // Results for an earlier text are out of date.
      if (sentResults && sentResults.text === text()) results = sentResults;
      if (entries && results.text === text()) clearTimeout(responseTimer);
      if (dialog().open) draw();
      return dash.noUpdate();
    },
  });
})();
