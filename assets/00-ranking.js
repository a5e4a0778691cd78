/* How well entries of the palette match a text: {label, others, address, detail, group}. The lowest rank is best. */
(function () {
  "use strict";

  const panorama = (window.panorama = window.panorama || {});
  const START = 0, WORD = 1, INSIDE = 2, FROM_SERVER = 3, BY_SYNONYM = 10, SCATTERED = 20;

  /* One letter for each letter, without case and accents, so that positions in one are positions in the other. */
  function plain(text) {
    return text.split("").map((sign) => (sign.normalize("NFD")[0] || sign).toLowerCase()[0] || sign).join("");
  }

  /* The rank of a text in a label, and its position; -1 for both where it does not occur. */
  function match(wanted, label) {
    const whole = plain(label), first = whole.indexOf(wanted);
    if (first === 0) return { rank: START, position: 0 };
    for (let next = first; next > 0; next = whole.indexOf(wanted, next + 1)) {
      if (/[^\p{L}\p{N}]/u.test(whole[next - 1])) return { rank: WORD, position: next };
    }
    return { rank: first < 0 ? -1 : INSIDE, position: first };
  }

  /* An entry with its rank, or null. The label counts before the synonyms; last comes an entry with each word somewhere. */
  function rank(entry, wanted) {
    const own = match(wanted, entry.label);
    if (own.rank >= 0) return { entry, ...own };
    const others = entry.others || [];
    const [best] = others.map((other) => ({ entry, rank: match(wanted, other).rank, also: other }))
      .filter((each) => each.rank >= 0)
      .sort((a, b) => a.rank - b.rank);
    if (best) return { ...best, rank: best.rank + BY_SYNONYM, position: -1 };
    const all = plain([entry.label, ...others].join(" "));
    return wanted.split(" ").every((word) => all.includes(word)) ? { entry, rank: SCATTERED, position: -1 } : null;
  }

  /* The entries that match `text`, by group: {name, best, more, entries}, the best group first, at most `most` of each.
   * `found` are groups that the server has searched: all their entries match. Metrics are only listed when searched. */
  function grouped(text, known, found, most) {
    const wanted = plain(text), byName = {};
    known.forEach((entry) => {
      const ranked = wanted ? rank(entry, wanted) : entry.group !== "Metrics" && { entry, rank: START, position: -1 };
      if (ranked) (byName[entry.group] = byName[entry.group] || []).push(ranked);
    });
    found.forEach((group) => {
      byName[group.group] = group.entries.map((each) => {
        const entry = { ...each, others: [each.detail] };
        return rank(entry, wanted) || { entry: each, rank: FROM_SERVER, position: -1 };
      });
      byName[group.group].more = group.more;
    });
    return Object.keys(byName).map((name) => {
      const all = byName[name].sort((a, b) => a.rank - b.rank);
      return { name, best: all[0].rank, more: Boolean(all.more) || all.length > most, entries: all.slice(0, most) };
    }).sort((a, b) => a.best - b.best);
  }

  panorama.ranking = { grouped, match, plain, rank };
})();
