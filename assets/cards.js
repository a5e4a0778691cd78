/* What a card's buttons do in the browser alone: show it as a table, ask for it once more, save its picture. */
(function () {
  "use strict";

  // A picture as wide as a slide. What it is and of when stands in it, since a picture leaves its page.
  var PICTURE = { width: 1200, height: 675, scale: 2, left: 40, titleAt: 52, lineHeight: 22, foot: 28 };
  var actions = (window.panoramaActions = window.panoramaActions || {});

  /* Tell the server something of a tile, by an attribute of its place; pages/board.py names them. */
  function tell(from, attribute, value) {
    var place = from.closest(".tile-body");
    if (!place) return;
    var told = {};
    told[attribute] = value;
    window.dash_clientside.set_props(JSON.parse(place.id), told);
  }

  actions.table = function (from) {
    var place = from.closest(".tile-body");
    tell(from, "data-view", place && place.dataset.view === "table" ? "chart" : "table");
  };

  actions.retry = function (from) {
    tell(from, "data-retry", Date.now());
  };

  /* Whether a click on a mark does something: it leads on, or the page has what would choose its days or its group. */
  function acts(mark) {
    if (!Array.isArray(mark)) return false;
    if (mark[0] === "address" || mark[0] === "records") return true;
    if (mark[0] && document.getElementById(JSON.stringify({ choice: mark[0] }))) return true;
    return (mark[0] === "days" || mark.length > 3) && document.getElementById("board-period") !== null;
  }

  /* A chart whose marks are clicked is listened to from the first time that the pointer is over it. */
  document.addEventListener("mouseover", function (event) {
    var picture = event.target.closest && event.target.closest(".chart__picture--clicked");
    var graph = picture && picture.querySelector(".js-plotly-plot");
    if (!graph || !graph.on || graph.panoramaListens) return;
    graph.panoramaListens = true;
    graph.on("plotly_hover", function (pointed) {
      graph.closest(".chart__picture").toggleAttribute("data-pointed", acts(pointed.points[0].customdata));
    });
    graph.on("plotly_unhover", function () {
      graph.closest(".chart__picture").removeAttribute("data-pointed");
    });
  });

  function words(card, selector) {
    var found = card.querySelector(selector);
    return found ? found.textContent : "";
  }

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  /* Break a text into lines that fit. */
  function lines(pen, text, width) {
    return text.split(" ").reduce(function (found, word) {
      var last = found.length ? found[found.length - 1] + " " + word : word;
      if (found.length && pen.measureText(last).width <= width) found[found.length - 1] = last;
      else found.push(word);
      return found;
    }, []);
  }

  function write(pen, text, weight, size, name, y) {
    pen.font = weight + " " + size + "px " + getComputedStyle(document.body).fontFamily;
    pen.fillStyle = colour(name);
    var written = lines(pen, text, PICTURE.width - 2 * PICTURE.left);
    written.forEach(function (line, place) {
      pen.fillText(line, PICTURE.left, y + place * PICTURE.lineHeight);
    });
    return y + written.length * PICTURE.lineHeight;
  }

  /* A sheet with the title, what the chart shows, and the days at its foot; and the room that is left between them. */
  function sheet(card) {
    var canvas = document.createElement("canvas");
    canvas.width = PICTURE.width * PICTURE.scale;
    canvas.height = PICTURE.height * PICTURE.scale;
    var pen = canvas.getContext("2d");
    pen.scale(PICTURE.scale, PICTURE.scale);
    pen.fillStyle = colour("--surface");
    pen.fillRect(0, 0, PICTURE.width, PICTURE.height);
    var top = write(pen, words(card, ".card__title"), 600, 24, "--ink", PICTURE.titleAt) + 4;
    if (words(card, ".card__finding")) top = write(pen, words(card, ".card__finding"), 400, 16, "--ink-soft", top);
    var foot = [words(document, ".organization"), words(document, ".page__period"), words(card, ".card__note")];
    write(pen, foot.filter(Boolean).join(" · "), 400, 13, "--ink-faint", PICTURE.height - PICTURE.foot);
    return { canvas: canvas, pen: pen, top: top, height: PICTURE.height - top - 2 * PICTURE.foot };
  }

  function named(title) {
    var period = words(document, ".page__period").split(",")[0].split(" · ")[0];
    return [title, period].filter(Boolean).join(", ").replace(/[<>:"/\\|?*]+/g, " ") + ".png";
  }

  function save(canvas, name) {
    canvas.toBlob(function (blob) {
      var link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }

  actions.picture = function (from) {
    var card = from.closest(".card");
    var graph = card && card.querySelector(".js-plotly-plot");
    if (!graph || !window.Plotly) return;
    var made = sheet(card);
    var size = { width: PICTURE.width - 2 * PICTURE.left, height: made.height };
    var wanted = Object.assign({ format: "png", scale: PICTURE.scale }, size);
    window.Plotly.toImage(graph, wanted).then(function (uri) {
      var drawn = new Image();
      drawn.onload = function () {
        made.pen.drawImage(drawn, PICTURE.left, made.top, size.width, size.height);
        save(made.canvas, named(words(card, ".card__title")));
      };
      drawn.src = uri;
    });
  };
})();
