/** The events of a map: typed arrays off the wire, texts beside them. */
(function (tm) {
  "use strict";
  const TYPES = { float32: Float32Array, int32: Int32Array, uint32: Uint32Array, uint16: Uint16Array, uint8: Uint8Array };
  const UNKNOWN_S = -2147483648;
  /** Begin of the ids of events that bring none. */
  const NUMBERED = "#";

  /**
   * Read what `wire.py` wrote: the length of the header (uint32), the header (JSON), one array per column; all little-endian,
   * rows sorted by `earliest`.
   *
   * `lat`, `lon` in degrees; `earliest`, `latest`, `ended` in ms since 1970 UTC (`ended` is NaN where unknown); `kind`,
   * `precision`, `confidence` index into the header's lists; `place` indexes the places.
   */
  tm.EventSet = class {
    constructor(buffer) {
      const headerBytes = new DataView(buffer).getUint32(0, true);
      this.header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headerBytes)));
      this.length = this.header.length;
      let at = 4 + headerBytes;
      for (const [name, type] of this.header.columns) {
        this[name] = new TYPES[type](buffer, at, this.length);
        at += this.length * TYPES[type].BYTES_PER_ELEMENT;
      }
      const instants = (column) =>
        Float64Array.from(column, (seconds) => (seconds === UNKNOWN_S ? NaN : this.header.origin_ms + seconds * 1000));
      for (const name of ["earliest", "latest", "ended"]) this[name] = instants(this[name]);
      this.x = Float64Array.from(this.lon, tm.mercatorX);
      this.y = Float64Array.from(this.lat, tm.mercatorY);
      this.families = this.header.families;
      const familyOfKind = this.header.kinds.map((kind) => this.families.findIndex((family) => family.kinds.includes(kind)));
      this.family = Int8Array.from(this.kind, (kind) => familyOfKind[kind]);
      this.kept = new Uint8Array(this.length).fill(1);
      this.standing = new Uint8Array(this.length);
      this.texts = null;
    }

    /** Decide which events the filters keep: `kinds`, `confidence` and `sets` are lists, or null for all; `search` is a text. */
    filter({ kinds, confidence, sets, search }) {
      const keepKind = this.header.kinds.map((kind) => !kinds || kinds.includes(kind));
      const keepConfidence = this.header.confidences.map((level) => !confidence || confidence.includes(level));
      const keepSet = this.sets && sets ? this.sets.map((set) => sets.includes(set)) : null;
      const found = this.found(search);
      for (let i = 0; i < this.length; i++) {
        const keep = keepKind[this.kind[i]] && keepConfidence[this.confidence[i]] && (!keepSet || keepSet[this.setOf[i]]) && (!found || found[i]);
        this.kept[i] = keep ? 1 : 0;
      }
    }

    /** Which events a search finds: one byte each, or null where all count. Those without texts are never found. */
    found(search) {
      if (!this.index || this.index.of !== this.texts) this.index = { of: this.texts, search: new tm.SearchIndex(this.texts) };
      return this.index.search.match(search);
    }

    /** How every event stands to `state`; filtered ones are out. */
    stand(state) {
      for (let i = 0; i < this.length; i++) {
        this.standing[i] = this.kept[i] ? tm.standing(this.earliest[i], this.latest[i], this.ended[i], state) : tm.OUT;
      }
    }

    /** Events drawn on the map rather than only listed. */
    isDot(i) {
      return this.family[i] >= 0 && this.dot[i] === 1;
    }

    kindOf(i) {
      return this.header.kinds[this.kind[i]];
    }

    precisionOf(i) {
      return this.header.precisions[this.precision[i]];
    }

    /** The last instant of an event: its end, or the end of its interval. */
    last(i) {
      return this.ended[i] > this.latest[i] ? this.ended[i] : this.latest[i];
    }

    /** What is told of an event; null in a large set that brings no texts. */
    textOf(i) {
      return this.texts?.events?.[i] || null;
    }

    /** An event's id; one without a text is called by its number. */
    idOf(i) {
      return this.textOf(i)?.id ?? `${NUMBERED}${i}`;
    }

    /** Where an event stands among the others, by its id; -1 where there is none. */
    indexOf(id) {
      if (!id) return -1;
      if (!this._byId || this._byId.of !== this.texts) this._byId = { of: this.texts, map: new Map((this.texts?.events || []).map((text, i) => [text.id, i])) };
      const i = this._byId.map.get(id) ?? (id.startsWith(NUMBERED) ? Number(id.slice(NUMBERED.length)) : -1);
      return i >= 0 && i < this.length ? i : -1;
    }

    /** An event's place with its names, null where only its coordinates are known. */
    place(i) {
      return this.texts?.places?.[this.place_index[i]] || null;
    }
  };

  /**
   * Read a resource that Python published: `{url}`, `{json}` or `{base64}`.
   * @param {"json"|"buffer"} as
   */
  tm.load = async function (resource, as) {
    if ("json" in resource) return resource.json;
    if ("base64" in resource) {
      const bytes = Uint8Array.from(atob(resource.base64), (letter) => letter.charCodeAt(0));
      return as === "json" ? JSON.parse(new TextDecoder().decode(bytes)) : bytes.buffer;
    }
    const answer = await fetch(resource.url);
    const type = answer.headers.get("content-type") || "";
    if (!answer.ok || /html/.test(type)) throw new Error(`${resource.url}: ${answer.status} ${type}`);
    return as === "json" ? answer.json() : answer.arrayBuffer();
  };
})(L.timemap);
