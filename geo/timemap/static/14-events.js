/** The events of a map: typed arrays off the wire, texts beside them. */
(function (tm) {
  "use strict";
  const TYPES = { float64: Float64Array, float32: Float32Array, int32: Int32Array, uint32: Uint32Array, uint16: Uint16Array, uint8: Uint8Array };
  const UNKNOWN = -2147483648;
  /** @type {(numbers: ArrayLike<number>, scale: [number, number]) => Float64Array<ArrayBuffer>} */
  const inMs = (numbers, [origin, unit]) => Float64Array.from(numbers, (one) => (one === UNKNOWN ? NaN : origin + one * unit));
  /**
   * The range of numbers that several gave; null is an end that one of them leaves open ("over 100").
   * @param {{low: number|null, high: number|null}[]} given
   */
  tm.joinRanges = function (given) {
    const [lows, highs] = [given.map(({ low }) => low), given.map(({ high }) => high)];
    const isKnown = (/** @type {number|null} */ end) => end !== null;
    return { low: lows.every(isKnown) ? Math.min(...lows.map(Number)) : null, high: highs.every(isKnown) ? Math.max(...highs.map(Number)) : null };
  };
  /** Whether a filter is on: a kind, a confidence, a set or a search that leaves events out. */
  tm.isFiltered = ({ kinds, confidence, sets, search }) => Boolean(kinds || confidence || sets || tm.searchWords(search).length);

  /** Begin of the ids of events that bring none. */
  const NUMBERED = "#";

  /**
   * The events of a map, a column each, rows sorted by `earliest`.
   *
   * `lat`, `lon` in degrees, on one world (see `onOneWorld`); `x`, `y` in Mercator (0..1); `earliest`, `latest`, `ended` in ms since 1970 UTC (`ended` is NaN where unknown);
   * `kind`, `precision`, `confidence` index into the header's lists, `family` into `families` (-1: none); `place_index` into the places;
   * `dot`: 1 where it is drawn on the map; `setOf` into `sets`, where several sets were joined.
   */
  tm.EventSet = class {
    /** @type {tm.Ledger|undefined} */
    _ledger;
    /** @type {{of: tm.Texts|null, search: tm.SearchIndex}|undefined} */
    index;
    /** @type {{of: tm.Texts|null, map: Map<string, number>}|undefined} */
    _byId;

    /**
     * Read what `wire.py` wrote: the length of the header (uint32), the header (JSON), one array per column; all little-endian.
     * @param {ArrayBuffer} buffer
     */
    static read(buffer) {
      const headerBytes = new DataView(buffer).getUint32(0, true);
      /** @type {tm.WireHeader} */
      const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headerBytes)));
      /** @type {{[name: string]: tm.Numbers}} */
      const columns = {};
      let at = 4 + headerBytes;
      for (const [name, type] of header.columns) {
        // A copy each: what is not kept as it came (instants) is not kept at all.
        const end = at + header.length * TYPES[type].BYTES_PER_ELEMENT;
        columns[name] = new TYPES[type](buffer.slice(at, end));
        at = end;
      }
      for (const [name, scale] of Object.entries(header.instants)) columns[name] = inMs(columns[name], scale);
      const familyOf = header.kinds.map((kind) => header.families.findIndex((family) => family.kinds.includes(kind)));
      columns.family = Int16Array.from(columns.kind, (kind) => familyOf[kind]);
      return new tm.EventSet(header, /** @type {any} */ (columns));
    }

    /**
     * @param {tm.EventHeader} header
     * @param {tm.Columns} columns
     */
    constructor(header, columns) {
      this.header = header;
      this.length = header.length;
      this.families = header.families;
      this.lat = columns.lat;
      this.lon = tm.onOneWorld(columns.lon);
      this.earliest = columns.earliest;
      this.latest = columns.latest;
      this.ended = columns.ended;
      this.place_index = columns.place_index;
      this.kind = columns.kind;
      this.precision = columns.precision;
      this.confidence = columns.confidence;
      this.family = columns.family;
      this.dot = columns.dot;
      this.setOf = columns.setOf;
      this.x = Float64Array.from(this.lon, tm.mercatorX);
      this.y = Float64Array.from(this.lat, tm.mercatorY);
      this.kept = new Uint8Array(this.length).fill(1);
      this.standing = new Uint8Array(this.length);
      /** @type {Uint8Array|null} */
      this.newness = null;
      /** @type {tm.Counts} */
      this.counts = { low: new Int32Array(), high: new Int32Array(), all: { low: 0, high: 0 } };
      /** @type {tm.Compared|null} */
      this.compared = null;
      /** @type {tm.Texts|null} */
      this.texts = null;
      /** @type {string[]|null} */
      this.sets = null;
      /** @type {tm.Text[]} */
      this.setNames = [];
      /** @type {number|null} */
      this.pin = null;
    }

    /**
     * Who is in view, block by block.
     * @returns {tm.Ledger}
     */
    get ledger() {
      return (this._ledger ??= new tm.Ledger(this));
    }

    /**
     * Decide which events the filters keep.
     * @param {{kinds: string[]|null, confidence: string[]|null, sets: string[]|null, search: string}} filters  lists, or null for all; a text
     */
    filter({ kinds, confidence, sets, search }) {
      const keepKind = this.header.kinds.map((kind) => !kinds || kinds.includes(kind));
      const keepConfidence = this.header.confidences.map((level) => !confidence || confidence.includes(level));
      const setOf = this.setOf || [];
      const keepSet = this.sets && sets ? this.sets.map((set) => sets.includes(set)) : null;
      const found = this.found(search);
      for (let i = 0; i < this.length; i++) {
        const keep = keepKind[this.kind[i]] && keepConfidence[this.confidence[i]] && (!keepSet || keepSet[setOf[i]]) && (!found || found[i]);
        this.kept[i] = keep ? 1 : 0;
      }
      this._ledger?.forget();
    }

    /**
     * Which events a search finds: one byte each, or null where all count. Those without texts are never found.
     * @param {string} search
     */
    found(search) {
      if (!this.index || this.index.of !== this.texts) this.index = { of: this.texts, search: new tm.SearchIndex(this.texts) };
      return this.index.search.match(search);
    }

    /**
     * How every event stands to `state`; filtered ones are out. Counts are in `counts`, with a pin also in `compared`.
     * @param {tm.State} state
     */
    stand(state) {
      this.newness = this._newness(state.pin ?? null);
      this.ledger.stand(state);
      this.counts = this.ledger.counts();
      this.compared = this.newness && this.ledger.compared();
    }

    /**
     * 0 where an event lies before the pin, 2 after it, 1 where its interval leaves that open; null without a pin.
     * @param {number|null} pin
     */
    _newness(pin) {
      if (pin === (this.pin ?? null)) return this.newness || null;
      this.pin = pin;
      this.ledger.forget();
      if (pin === null) return null;
      const newness = this.newness || new Uint8Array(this.length);
      for (let i = 0; i < this.length; i++) newness[i] = this.latest[i] <= pin ? tm.BEFORE : this.earliest[i] > pin ? tm.SINCE : tm.EITHER;
      return newness;
    }

    /**
     * Events drawn on the map rather than only listed.
     * @param {number} i
     */
    isDot(i) {
      return this.family[i] >= 0 && this.dot[i] === 1;
    }

    /** @param {number} i */
    kindOf(i) {
      return this.header.kinds[this.kind[i]];
    }

    /** @param {number} i */
    precisionOf(i) {
      return this.header.precisions[this.precision[i]];
    }

    /**
     * The last instant of an event: its end, or the end of its interval.
     * @param {number} i
     */
    last(i) {
      return this.ended[i] > this.latest[i] ? this.ended[i] : this.latest[i];
    }

    /**
     * What is told of an event; null in a large set that brings no texts.
     * @param {number} i
     */
    textOf(i) {
      return this.texts?.events?.[i] || null;
    }

    /**
     * An event's id; one without a text is called by its number.
     * @param {number} i
     */
    idOf(i) {
      return this.textOf(i)?.id ?? `${NUMBERED}${i}`;
    }

    /**
     * Where an event stands among the others, by its id; -1 where there is none.
     * @param {string|null} id
     */
    indexOf(id) {
      if (!id) return -1;
      if (!this._byId || this._byId.of !== this.texts) this._byId = { of: this.texts, map: new Map((this.texts?.events || []).map((text, i) => [text.id, i])) };
      const i = this._byId.map.get(id) ?? (id.startsWith(NUMBERED) ? Number(id.slice(NUMBERED.length)) : -1);
      return i >= 0 && i < this.length ? i : -1;
    }

    /**
     * An event's place with its names, null where only its coordinates are known.
     * @param {number} i
     */
    place(i) {
      return (this.place_index && this.texts?.places?.[this.place_index[i]]) || null;
    }

    /**
     * What events of one place share: the index of the place, or their coordinates where the set names none.
     * @param {number} i
     * @returns {number|string}
     */
    placeKey(i) {
      return this.place_index ? this.place_index[i] : `${this.lat[i]} ${this.lon[i]}`;
    }

    /**
     * The id of an event's place; one without an id is called by its key.
     * @param {number} i
     */
    placeIdOf(i) {
      return this.place(i)?.id ?? String(this.placeKey(i));
    }
  };
})(L.timemap);
