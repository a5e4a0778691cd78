/* The palette. The places of the app come once; clients and deals are asked for as one types. */
(function () {
  "use strict";

  var MOST = 8, PAUSE = 150, PATIENCE = 8000; // entries of a group; ms; ms
  var tools = window.panoramaTools, make = tools.make;
  var ACTIONS = [
    { label: "Switch between light and dark", others: ["theme", "dark mode"], act: function () { press("#shell-theme-toggle"); } },
    { label: "Show or hide the menu", others: ["rail", "collapse", "sidebar"], act: function () { press("#shell-rail-toggle"); } },
    { label: "Arrange this dashboard", others: ["layout", "move", "resize"], where: "[data-do=edit-layout]", act: function () { press("[data-do=edit-layout]"); } },
    { label: "Copy the link to this page", others: ["share", "address", "URL"], act: copyLink },
    { label: "Print this page", others: ["PDF", "paper"], act: function () { actions.print(); } },
    { label: "Keyboard shortcuts", others: ["keys", "help"], act: function () { actions.shortcuts(); } },
    { label: "Take the tour", others: ["help", "welcome", "introduction"], act: function () { actions["tour-start"](); } },
    { label: "Sign out", others: ["log out", "leave"], act: signOut },
  ];
  var LOST = "The server has not answered. Type again to ask once more.";
  var entries = null, found = { text: "", groups: [] }, waiting = 0, lost = 0, isLost = false, options = [], at = 0, isEager = false;

  function dialog() { return document.getElementById("palette"); }
  function part(name) { return dialog().querySelector(".palette__" + name); }
  function press(selector) { var one = document.querySelector(selector); if (one) one.click(); }
  function signOut() { var form = document.querySelector('form[action="/sign-out"]'); if (form) form.requestSubmit(); }
  function text() { return field().value.trim().replace(/\s+/g, " "); }
  function tell(id, data) { window.dash_clientside.set_props(id, { data: data }); }

  function copyLink() {
    if (!navigator.clipboard) return tools.toast("This browser copies nothing here: take the address from its bar");
    navigator.clipboard.writeText(location.href).then(
      function () { tools.toast("The link is copied"); },
      function () { tools.toast("This browser copies nothing here: take the address from its bar"); });
  }

  function field() {
    var one = dialog().querySelector("input");
    if (one) return one;
    one = make("input", "palette__input");
    var told = {
      type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: "Search or jump to",
      "aria-label": "Search or jump to", "aria-autocomplete": "list", "aria-expanded": "true", "aria-controls": "palette-list",
    };
    Object.keys(told).forEach(function (name) { one.setAttribute(name, told[name]); });
    one.addEventListener("input", typed);
    part("field").append(one);
    return one;
  }

  /* A letter for each letter, without case and accents, so that places in one are places in the other. */
  function plain(words) {
    return words.split("").map(function (sign) {
      return (sign.normalize("NFD")[0] || sign).toLowerCase()[0] || sign;
    }).join("");
  }

  /* Where a text stands in words and how well it fits: the lowest is best, and -1 is not at all. */
  function fit(wanted, words) {
    var whole = plain(words), place = whole.indexOf(wanted);
    if (place === 0) return { rank: 0, place: 0 };
    for (var next = place; next > 0; next = whole.indexOf(wanted, next + 1)) {
      if (/[^\p{L}\p{N}]/u.test(whole[next - 1])) return { rank: 1, place: next };
    }
    return { rank: place < 0 ? -1 : 2, place: place };
  }

  /* The name counts before the other words for a thing; last comes what holds each word somewhere. */
  function ranked(entry, wanted) {
    var own = fit(wanted, entry.label);
    if (own.rank >= 0) return Object.assign({ entry: entry }, own);
    var best = (entry.others || []).map(function (other) { return { entry: entry, rank: fit(wanted, other).rank, also: other }; })
      .filter(function (one) { return one.rank >= 0; })
      .sort(function (a, b) { return a.rank - b.rank; })[0];
    if (best) return Object.assign(best, { rank: best.rank + 10, place: -1 });
    var all = plain([entry.label].concat(entry.others || []).join(" "));
    var apart = wanted.split(" ").every(function (word) { return all.indexOf(word) >= 0; });
    return apart ? { entry: entry, rank: 20, place: -1 } : null;
  }

  function groups() {
    var wanted = plain(text()), byName = {};
    var offered = ACTIONS.filter(function (one) { return !one.where || document.querySelector(one.where); });
    var known = (entries || []).concat(offered.map(function (one) { return Object.assign({ group: "Actions" }, one); }));
    if (!wanted) known = window.panoramaRecent.all().concat(known);
    known.forEach(function (entry) {
      var one = wanted ? ranked(entry, wanted) : entry.group !== "Metrics" && { entry: entry, rank: 0, place: -1 };
      if (one) (byName[entry.group] = byName[entry.group] || []).push(one);
    });
    if (wanted && found.text === text()) found.groups.forEach(function (group) {
      byName[group.group] = group.entries.map(function (entry) {
        return ranked(Object.assign({}, entry, { others: [entry.detail] }), wanted) || { entry: entry, rank: 3, place: -1 };
      });
      byName[group.group].more = group.more;
    });
    return Object.keys(byName).map(function (name) {
      var all = byName[name].sort(function (a, b) { return a.rank - b.rank; });
      return { name: name, best: all[0].rank, more: all.more || all.length > MOST, entries: all.slice(0, MOST) };
    }).sort(function (a, b) { return a.best - b.best; });
  }

  function label(one) {
    var words = make("span", "palette__label"), name = one.entry.label, end = one.place + text().length;
    if (one.place < 0 || !text()) words.textContent = name;
    else words.append(name.slice(0, one.place), make("mark", "", name.slice(one.place, end)), name.slice(end));
    return words;
  }

  function option(one) {
    var made = make(one.entry.address ? "a" : "div", "palette__option");
    made.id = "palette-option-" + options.length;
    made.setAttribute("role", "option");
    made.tabIndex = -1;
    if (one.entry.address) made.href = one.entry.address;
    made.append(label(one));
    var detail = one.also || one.entry.detail;
    if (detail) made.append(make("span", "palette__detail", detail));
    made.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      pick(one.entry);
    });
    options.push(made);
    return made;
  }

  function draw() {
    var list = part("list"), shown = groups();
    options = [];
    list.replaceChildren.apply(list, shown.map(function (group, place) {
      var box = make("div", "palette__group");
      var title = make("div", "palette__title", group.name + (group.more ? ", the first " + MOST : ""));
      title.id = "palette-group-" + place;
      box.setAttribute("role", "group");
      box.setAttribute("aria-labelledby", title.id);
      box.append.apply(box, [title].concat(group.entries.map(option)));
      return box;
    }));
    var asking = entries === null || (text().length > 1 && found.text !== text());
    list.hidden = !options.length;
    field().setAttribute("aria-expanded", String(options.length > 0));
    part("empty").hidden = options.length > 0;
    part("empty").textContent = asking ? (isLost ? LOST : "Looking…") : "Nothing found for “" + text() + "”. Try a page, a metric, or the name or number of a client or a deal.";
    part("status").textContent = options.length ? options.length + " found" : part("empty").textContent;
    move(0);
    if (isEager && options.length) options[0].click();
  }

  function move(to) {
    at = options.length ? (to + options.length) % options.length : 0;
    options.forEach(function (one, place) { one.setAttribute("aria-selected", String(place === at)); });
    if (!options.length) return field().removeAttribute("aria-activedescendant");
    field().setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /* An answer that does not come is not waited for in silence. */
  function expect() {
    clearTimeout(lost);
    isLost = false;
    lost = setTimeout(function () {
      isLost = true;
      if (!options.length) part("empty").textContent = part("status").textContent = LOST;
    }, PATIENCE);
  }

  function typed() {
    clearTimeout(waiting);
    isEager = false;
    draw();
    if (text().length < 2 || found.text === text()) return;
    expect();
    waiting = setTimeout(function () { tell("palette-query", text()); }, PAUSE);
  }

  function open() {
    var one = dialog();
    if (!one || one.open) return;
    field().value = "";
    one.showModal();
    field().focus();
    if (entries === null) {
      expect();
      tell("palette-entries-request", Date.now());
    }
    draw();
  }

  function close() {
    clearTimeout(waiting);
    clearTimeout(lost);
    isEager = false;
    dialog().close();
  }

  function pick(entry) {
    close();
    if (entry.act) return entry.act();
    window.panoramaRecent.add(entry);
    tools.go(entry.address);
  }

  /* Keys within the palette; the focus stays there until it is closed. */
  function keyed(event) {
    var stops = [field(), dialog().querySelector(".action")];
    if (event.key === "ArrowDown") move(at + 1);
    else if (event.key === "ArrowUp") move(at - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Tab") stops[document.activeElement === stops[0] ? 1 : 0].focus();
    else if (event.key === "Enter" && document.activeElement === stops[0] && !event.isComposing) {
      // Who types faster than the server answers has chosen the best that comes.
      if (options[at]) options[at].click();
      else isEager = true;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  window.addEventListener("keydown", function (event) {
    var one = dialog();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k" && one) {
      event.preventDefault();
      return one.open ? close() : open();
    }
    if (one && one.open) keyed(event);
  }, true);

  /* Where the key is another one, the control says so. */
  tools.when(function () { return document.querySelector(".palette-opener__keys"); }, function (keys) {
    if (/Mac|iP/.test(navigator.platform)) keys.textContent = "⌘ K";
  });

  /* A click beside the palette closes it. */
  document.addEventListener("click", function (event) { if (event.target === dialog()) close(); });

  var actions = (window.panoramaActions = window.panoramaActions || {});
  actions["open-palette"] = open;
  actions["close-palette"] = close;

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.palette = {
    heard: function (places, rows) {
      if (places) entries = places;
      // What was asked for before the last letter is no answer any more.
      if (rows && rows.text === text()) found = rows;
      if (entries && found.text === text()) clearTimeout(lost);
      if (dialog().open) draw();
      return window.dash_clientside.no_update;
    },
  };
})();
