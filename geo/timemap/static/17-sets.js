/** Several sets of events on one axis: joined into one, each with its own families. */
(function (tm) {
  "use strict";
  const COLUMNS = { lat: Float32Array, lon: Float32Array, earliest: Float64Array, latest: Float64Array, ended: Float64Array, place_index: Uint32Array, kind: Uint16Array, precision: Uint16Array, confidence: Uint16Array, dot: Uint8Array, family: Int16Array, setOf: Uint16Array };

  /**
   * Words of several lists, each once, and for each list the new index of its words.
   * @param {string[][]} lists
   */
  function joinWords(lists) {
    const words = [...new Set(lists.flat())];
    return { words, at: lists.map((list) => list.map((word) => words.indexOf(word))) };
  }

  /**
   * Rows of several sets in the order of their begin: `[set, row]` as two arrays.
   * @param {tm.LoadedSet[]} sets
   */
  function inOrder(sets) {
    const length = sets.reduce((sum, { events }) => sum + events.length, 0);
    const [set, row] = [new Uint16Array(length), new Uint32Array(length)];
    const next = sets.map(() => 0);
    for (let i = 0; i < length; i++) {
      let first = -1;
      for (let k = 0; k < sets.length; k++) {
        if (next[k] >= sets[k].events.length) continue;
        if (first < 0 || sets[k].events.earliest[next[k]] < sets[first].events.earliest[next[first]]) first = k;
      }
      set[i] = first;
      row[i] = next[first]++;
    }
    return { length, set, row };
  }

  /**
   * Join sets into one. Kinds, precisions and confidences of the same name are the same; families and places stay each set's own.
   * @param {tm.LoadedSet[]} sets  `events` with their `texts`
   * @returns {tm.EventSet} with `sets` (ids), `setNames` and `setOf`; the one set itself where there is only one
   */
  tm.joinSets = function (sets) {
    if (sets.length === 1) return Object.assign(sets[0].events, { sets: null });
    const headers = sets.map(({ events }) => events.header);
    const joined = {
      kinds: joinWords(headers.map((header) => header.kinds)),
      precisions: joinWords(headers.map((header) => header.precisions)),
      confidences: joinWords(headers.map((header) => header.confidences)),
    };
    const families = sets.flatMap(({ events }, set) => events.families.map((family) => ({ ...family, set })));
    /** @param {number[]} counts */
    const shift = (counts) => counts.map((_, k) => counts.slice(0, k).reduce((sum, one) => sum + one, 0));
    const familyShift = shift(sets.map(({ events }) => events.families.length));
    const placesOf = sets.map(({ events }) => numberedPlaces(events));
    const placeShift = shift(placesOf.map(({ count }) => count));
    const order = inOrder(sets);
    /** @type {Required<tm.Columns>} */
    const columns = /** @type {any} */ (Object.fromEntries(Object.entries(COLUMNS).map(([name, Type]) => [name, new Type(order.length)])));
    /** @type {("lat"|"lon"|"earliest"|"latest"|"ended"|"dot")[]} */
    const plain = ["lat", "lon", "earliest", "latest", "ended", "dot"];
    for (let i = 0; i < order.length; i++) {
      const k = order.set[i];
      const row = order.row[i];
      const { events } = sets[k];
      for (const name of plain) columns[name][i] = events[name][row];
      columns.kind[i] = joined.kinds.at[k][events.kind[row]];
      columns.precision[i] = joined.precisions.at[k][events.precision[row]];
      columns.confidence[i] = joined.confidences.at[k][events.confidence[row]];
      columns.family[i] = events.family[row] < 0 ? -1 : events.family[row] + familyShift[k];
      columns.place_index[i] = placesOf[k].index[row] + placeShift[k];
      columns.setOf[i] = k;
    }
    const header = { length: order.length, families, kinds: joined.kinds.words, precisions: joined.precisions.words, confidences: joined.confidences.words };
    const all = new tm.EventSet(header, columns);
    return Object.assign(all, { sets: sets.map(({ id }) => id), setNames: sets.map(({ name }) => name), texts: joinTexts(sets, order, placesOf, placeShift) });
  };

  /** @typedef {{index: Uint32Array, count: number}} Numbered */

  /**
   * A place's number per event; where a set names no places, each coordinate is one.
   * @param {tm.EventSet} events
   * @returns {Numbered}
   */
  function numberedPlaces(events) {
    if (events.place_index) return { index: events.place_index, count: Math.max(events.texts?.places?.length || 0, events.place_index.reduce((most, one) => Math.max(most, one + 1), 0)) };
    const numbers = new Map();
    const index = Uint32Array.from(events.lat, (lat, i) => {
      const key = `${lat} ${events.lon[i]}`;
      if (!numbers.has(key)) numbers.set(key, numbers.size);
      return numbers.get(key);
    });
    return { index, count: numbers.size };
  }

  /**
   * @param {tm.LoadedSet[]} sets
   * @param {{length: number, set: Uint16Array, row: Uint32Array}} order
   * @param {Numbered[]} placesOf
   * @param {number[]} placeShift
   * @returns {tm.Texts|null}
   */
  function joinTexts(sets, order, placesOf, placeShift) {
    const texts = sets.map(({ events }) => events.texts);
    if (texts.every((one) => !one)) return null;
    const events = Array.from({ length: order.length }, (_, i) => {
      const k = order.set[i];
      const text = texts[k]?.events?.[order.row[i]];
      return text ? { ...text, place: (text.place ?? NaN) + placeShift[k] } : /** @type {tm.Told} */ ({ id: `${sets[k].id}-${order.row[i]}` });
    });
    /** @type {(place: tm.Place|null, k: number) => tm.Place|null} */
    const moved = (place, k) => place && { ...place, parent: place.parent < 0 ? -1 : place.parent + placeShift[k] };
    const places = texts.flatMap((one, k) => Array.from({ length: placesOf[k].count }, (_, at) => moved(one?.places?.[at] || null, k)));
    return { events, places, sources: Object.assign({}, ...texts.map((one) => one?.sources)) };
  }
})(L.timemap);
