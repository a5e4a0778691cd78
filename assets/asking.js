/* A question to the reader, in the dialog that a page has for it (components/arranging.py): each answer is a button. */
(function () {
  "use strict";

  window.panoramaAsk = function (title, words, list, choices) {
    var dialog = document.querySelector(".asking"), heading = document.createElement("h2"), ways = document.createElement("div");
    heading.id = "asking-title";
    heading.textContent = title;
    ways.className = "asking__ways";
    choices.forEach(function (choice, place) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = place ? "button" : "button button--primary";
      button.textContent = choice.words;
      button.addEventListener("click", function () { dialog.close(); choice.act(); });
      ways.append(button);
    });
    var said = document.createElement("p"), items = document.createElement("ul");
    said.textContent = words;
    list.forEach(function (each) {
      var item = document.createElement("li");
      item.textContent = each;
      items.append(item);
    });
    dialog.replaceChildren.apply(dialog, [heading, said].concat(list.length ? [items] : [], [ways]));
    dialog.showModal();
  };
})();
