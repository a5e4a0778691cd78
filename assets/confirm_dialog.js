/* A question to the reader, in the dialog that a page has for it (components/layout_editor.py): each answer is a button. */
(function () {
  "use strict";

  window.panoramaAsk = function (title, words, list, choices) {
    var make = window.panoramaTools.make;
    var dialog = document.querySelector(".confirm-dialog"), heading = make("h2", "", title), ways = make("div", "confirm-dialog__buttons");
    heading.id = "confirm-dialog-title";
    choices.forEach(function (choice, place) {
      var button = make("button", place ? "button" : "button button--primary", choice.words);
      button.addEventListener("click", function () { dialog.close(); choice.act(); });
      ways.append(button);
    });
    var items = make("ul");
    items.append.apply(items, list.map(function (each) { return make("li", "", each); }));
    dialog.replaceChildren.apply(dialog, [heading, make("p", "", words)].concat(list.length ? [items] : [], [ways]));
    dialog.showModal();
  };
})();
