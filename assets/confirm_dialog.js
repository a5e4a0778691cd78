/* A question to the reader, in the dialog that the page has for it (components/layout_editor.py). */
(function () {
  "use strict";

  const panorama = window.panorama;

  /* `items` are listed below the text. Each of the choices is a button: {words, act}. */
  panorama.confirm = function (title, text, items, choices) {
    const make = panorama.tools.make, dialog = document.querySelector(".confirm-dialog");
    const heading = make("h2", "", title), buttons = make("div", "confirm-dialog__buttons"), list = make("ul");
    heading.id = "confirm-dialog-title";
    choices.forEach((choice, index) => {
      const button = make("button", index ? "button" : "button button--primary", choice.words);
      button.addEventListener("click", () => { dialog.close(); choice.act(); });
      buttons.append(button);
    });
    list.append(...items.map((each) => make("li", "", each)));
    dialog.replaceChildren(heading, make("p", "", text), ...(items.length ? [list] : []), buttons);
    dialog.showModal();
  };
})();
