/* The actions of a card that run in the browser: show it as a table, load it again, save it as a picture. */
(function () {
  "use strict";

  // As wide as a slide. The picture includes title and period, since it leaves its page.
  const PICTURE = { width: 1200, height: 675, scale: 2, left: 40, titleAt: 52, lineHeight: 22, foot: 28 };
  const panorama = window.panorama, dash = panorama.dash, actions = (panorama.actions = panorama.actions || {});
  const listening = new WeakSet(); // graphs

  /* Set an attribute of the body of a tile, which requests the tile anew; pages/board.py names the attributes. */
  function request(from, attribute, value) {
    const body = from.closest(".tile-body");
    if (body) dash.setProps(JSON.parse(body.id), { [attribute]: value });
  }

  actions.table = function (from) {
    const body = from.closest(".tile-body");
    request(from, "data-view", body && body.dataset.view === "table" ? "chart" : "table");
  };

  actions.retry = function (from) {
    request(from, "data-retry", Date.now());
  };

  /* Whether a click on a mark does something: it has a page or records, or the page has a filter for it. */
  function isClickable(mark) {
    if (!Array.isArray(mark)) return false;
    if (mark[0] === "address" || mark[0] === "records") return true;
    if (mark[0] && dash.elementOf({ choice: mark[0] })) return true;
    return (mark[0] === "days" || mark.length > 3) && document.getElementById("board-period") !== null;
  }

  /* A clickable chart shows by its pointer which marks do something, from the first time the pointer is over it. */
  document.addEventListener("mouseover", (event) => {
    const picture = event.target.closest && event.target.closest(".chart__picture--clickable");
    const graph = dash.graphIn(picture);
    if (!graph || listening.has(graph)) return;
    listening.add(graph);
    dash.onHover(
      graph,
      (mark) => graph.closest(".chart__picture").toggleAttribute("data-pointed", isClickable(mark)),
      () => graph.closest(".chart__picture").removeAttribute("data-pointed"),
    );
  });

  function words(card, selector) {
    const found = card.querySelector(selector);
    return found ? found.textContent : "";
  }

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  /* Break a text into lines that fit. */
  function lines(pen, text, width) {
    return text.split(" ").reduce((found, word) => {
      const last = found.length ? found[found.length - 1] + " " + word : word;
      if (found.length && pen.measureText(last).width <= width) found[found.length - 1] = last;
      else found.push(word);
      return found;
    }, []);
  }

  function write(pen, text, weight, size, name, y) {
    pen.font = weight + " " + size + "px " + getComputedStyle(document.body).fontFamily;
    pen.fillStyle = colour(name);
    const written = lines(pen, text, PICTURE.width - 2 * PICTURE.left);
    written.forEach((line, place) => {
      pen.fillText(line, PICTURE.left, y + place * PICTURE.lineHeight);
    });
    return y + written.length * PICTURE.lineHeight;
  }

  /* A canvas with the title, finding and period, and the space that remains for the chart. */
  function sheet(card) {
    const canvas = document.createElement("canvas");
    canvas.width = PICTURE.width * PICTURE.scale;
    canvas.height = PICTURE.height * PICTURE.scale;
    const pen = canvas.getContext("2d");
    pen.scale(PICTURE.scale, PICTURE.scale);
    pen.fillStyle = colour("--surface");
    pen.fillRect(0, 0, PICTURE.width, PICTURE.height);
    let top = write(pen, words(card, ".card__title"), 600, 24, "--ink", PICTURE.titleAt) + 4;
    if (words(card, ".card__finding")) top = write(pen, words(card, ".card__finding"), 400, 16, "--ink-soft", top);
    const foot = [words(document, ".organization"), words(document, ".page__period"), words(card, ".card__note")];
    write(pen, foot.filter(Boolean).join(" · "), 400, 13, "--ink-faint", PICTURE.height - PICTURE.foot);
    return { canvas, pen, top, height: PICTURE.height - top - 2 * PICTURE.foot };
  }

  function named(title) {
    const period = words(document, ".page__period").split(",")[0].split(" · ")[0];
    return [title, period].filter(Boolean).join(", ").replace(/[<>:"/\\|?*]+/g, " ") + ".png";
  }

  function save(canvas, name) {
    canvas.toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }

  actions.picture = function (from) {
    const card = from.closest(".card");
    const graph = dash.graphIn(card);
    if (!graph) return;
    const made = sheet(card);
    const size = { width: PICTURE.width - 2 * PICTURE.left, height: made.height };
    const wanted = Object.assign({ format: "png", scale: PICTURE.scale }, size);
    dash.toImage(graph, wanted).then((uri) => {
      const drawn = new Image();
      drawn.onload = function () {
        made.pen.drawImage(drawn, PICTURE.left, made.top, size.width, size.height);
        save(made.canvas, named(words(card, ".card__title")));
      };
      drawn.src = uri;
    });
  };
})();
