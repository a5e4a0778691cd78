/* Filters with more values than a browser lists, or than an address holds. */
(function () {
  "use strict";

  const panorama = (window.panorama = window.panorama || {});

  function unlisted() { return panorama.filterAddress.MARKER + "unlisted"; } // components/filters.py

  /* Put right what "Select all" has selected beside values. Returns whether a list changes, which is heard of again. */
  function settle(ids, values, options, before) {
    const changed = ids.filter((id, index) => {
      const selected = values[index] || [];
      if (panorama.filterAddress.isAll(id.choice, selected, options[index] || [], before)) {
        panorama.dash.setProps(id, { value: [] });
        return true;
      }
      if (!selected.includes(unlisted())) return false;
      panorama.tools.toast("More values match than are listed. Only the listed ones are selected.");
      panorama.dash.setProps(id, { value: selected.filter((value) => value !== unlisted()) });
      return true;
    });
    return changed.length > 0;
  }

  /* The query string of filters, with the longest lists of values stored on the server. */
  async function shorten(filters, before) {
    const address = panorama.filterAddress;
    let next = address.toSearch(filters, before), entry = address.tooLong(filters, next);
    while (entry) {
      try { entry[2] = await keyOf(entry[0], address.plain(entry[1])); } catch (error) { return refused(error); }
      next = address.toSearch(filters, before);
      entry = address.tooLong(filters, next);
    }
    return next;
  }

  async function keyOf(dimension, values) {
    const answer = await panorama.tools.send("POST", "/value-lists", {}, { dimension, values });
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.error);
    return body.key;
  }

  /* The controls must not show what the cards do not: the page opens again as its address says. */
  function refused(error) {
    panorama.tools.toastNext(error.message);
    location.reload();
    return null;
  }

  panorama.valueLists = { settle, shorten };
})();
