/** Places lie in places, and a place is all that lies in it. Pure; `geo/facts/places.py` does the same. */
(function (tm) {
  "use strict";

  /**
   * A place and what it lies in, step by step, nearest first; one that lies in itself ends where it would come again.
   * @param {(tm.Place|null)[]} places  as `texts.json` has them: `parent` is an index
   * @param {number} at  index of the place
   */
  tm.lineage = function (places, at) {
    /** @type {number[]} */
    const line = [];
    for (let next = at; places[next] && !line.includes(next); next = places[next]?.parent ?? -1) line.push(next);
    return line;
  };

  /** Ids of some places and of all that lies in them, at any depth. */
  tm.placesWithin = function (places, ids) {
    const wanted = new Set(ids);
    const below = places.flatMap((place, at) => (place && tm.lineage(places, at).some((above) => wanted.has(places[above]?.id || "")) ? [place.id] : []));
    return new Set([...wanted, ...below]);
  };
})(L.timemap);
