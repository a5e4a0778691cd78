/* The profile of a customer: its state in the address, and requests to add, save or delete a note. */
(function () {
  "use strict";

  const dash = window.panorama.dash, filterAddress = window.panorama.filterAddress;
  const DEFAULTS = { kind: "everything", list: "order" };

  dash.register("client", {
    /* The request of the button that was pressed. The text to save is in the field beside the button. */
    noteRequest(write, saves, removes, text, texts, ids) {
      const trigger = dash.triggered();
      if (!trigger || !trigger.value) return dash.noUpdate();
      const button = dash.idOf(trigger.prop_id);
      if (button === "client-note-write") return { do: "write", text: text || "", at: Date.now() };
      const index = ids.findIndex((each) => each.note === button.note);
      return {
        do: button.part,
        key: button.note,
        etag: button.etag,
        text: index < 0 ? "" : texts[index] || "",
        at: Date.now(),
      };
    },

    /* The query string of the selected kind of events and list. Defaults are left out. */
    updateAddress(kind, list, search) {
      const parts = new URLSearchParams();
      if (kind && kind !== DEFAULTS.kind) parts.set("kind", kind);
      if (list && list !== DEFAULTS.list) parts.set("list", list);
      const next = filterAddress.asSearch(parts);
      return next === (search || "") ? dash.noUpdate() : next;
    },
  });
})();
