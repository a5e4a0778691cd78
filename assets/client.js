/* A client's profile: what of it is in sight goes into the address, and which note is written, saved or removed. */
(function () {
  "use strict";

  var USUAL = { kind: "everything", list: "order" };

  function pressed() {
    var all = window.dash_clientside.callback_context.triggered;
    return all.length && all[0].value ? all[0].prop_id : null;
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.client = {
    /* What a button of the notes asks for. The text that is saved stands beside the button that saves it. */
    asked: function (write, saves, removes, text, texts, ids) {
      var id = pressed();
      if (!id) return window.dash_clientside.no_update;
      if (id === "client-note-write.n_clicks") return { do: "write", text: text || "", at: Date.now() };
      var button = JSON.parse(id.slice(0, id.lastIndexOf(".")));
      var place = ids.findIndex(function (each) { return each.note === button.note; });
      return {
        do: button.part,
        key: button.note,
        etag: button.etag,
        text: place < 0 ? "" : texts[place] || "",
        at: Date.now(),
      };
    },

    /* The query string that spells what is in sight; what is usual is left out. */
    address: function (kind, list, search) {
      var parts = new URLSearchParams();
      if (kind && kind !== USUAL.kind) parts.set("kind", kind);
      if (list && list !== USUAL.list) parts.set("list", list);
      var next = parts.toString() ? "?" + parts.toString() : "";
      return next === (search || "") ? window.dash_clientside.no_update : next;
    },
  };
})();
