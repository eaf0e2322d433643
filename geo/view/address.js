/**
 * The state in a page's address: readable, short, and only what differs from the opening. Pure; `geo/view/address.py` does the
 * same, and `tests/golden/address.json` holds both to one truth. Times are wall time of Asia/Almaty.
 */
(function (tm) {
  "use strict";
  const MINUTE_MS = 60000;
  const DAY_MS = 86400000;
  const LONGEST = 400;
  const NONE = "none";
  const PANELS = ["happened", "spread", "alliance", "figures", "table", "share", "method", "spread.places", "spread.measures", "spread.matrix", "spread.paths", "alliance.contingents", "figures.detained", "figures.lpg_price_tenge", "figures.csto_troops", "figures.others", "figures.claims"];
  const MODES = ["upto", "window", "all"];
  const FADE_H = 96;
  const FADE_LIMITS_H = [1, 8784];
  /** Ends of a view: degrees and zoom levels. */
  const VIEW_LIMITS = { lat: [-85, 85], lon: [-360, 360], z: [1, 18] };
  /** Parameters in the order in which they are written. */
  const PARAMS = ["t", "from", "mode", "kinds", "conf", "layers", "lat", "lon", "z", "search", "sets", "pin", "fade", "density", "alliance", "event", "chapter", "lang", "panel"];

  /** A value from outside that means nothing here. */
  class Refused extends Error {}

  /** @type {(text: string, words: readonly string[]) => string} */
  const oneOf = (text, words) => {
    if (!words.includes(text)) throw new Refused(text);
    return text;
  };

  /** @type {(text: string, words: readonly string[]) => string[]} */
  const someOf = (text, words) => {
    if (text === NONE) return [];
    const asked = text.replaceAll(",", ".").split(".");
    asked.forEach((word) => oneOf(word, words));
    return words.filter((word) => asked.includes(word));
  };

  /** @type {(text: string, limits: number[]) => number} */
  const number = (text, [low, high]) => {
    const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (!(low <= value && value <= high)) throw new Refused(text);
    return value + 0;
  };

  /**
   * A day or wall time as if it were UTC, ms since 1970; NaN where there is no such day.
   * @param {string} text
   */
  const wallTime = (text) => {
    const parts = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d)(?::?(\d\d))?Z?)?$/.exec(text);
    if (!parts) return NaN;
    const [year, month, day, hour, minute] = parts.slice(1).map((part) => Number(part || 0));
    const local = Date.UTC(year, month - 1, day, hour, minute);
    return new Date(local).getUTCDate() !== day || hour > 23 || minute > 59 ? NaN : local;
  };

  /** @type {(ms: number, known: tm.AddressWords) => number} how far clocks are ahead of UTC at an instant, ms */
  const offsetAt = (ms, { offsets }) => (offsets.filter(([from]) => from <= ms).pop() || offsets[0])[1] * MINUTE_MS;

  /** @type {(local: number, known: tm.AddressWords) => number} the instant of a wall time; of an hour that stands twice, the first */
  const instantOf = (local, known) => known.offsets.map(([, minutes]) => local - minutes * MINUTE_MS).find((ms) => ms + offsetAt(ms, known) === local) ?? NaN;

  /** @type {(text: string, known: tm.AddressWords, isEnd?: boolean) => number} a day alone is its first minute, as an end its last */
  const readTime = (text, known, isEnd = false) => {
    const local = wallTime(text);
    const isDay = text.length === "2022-01-05".length;
    const ms = text.endsWith("Z") ? local : isDay && isEnd ? instantOf(local + DAY_MS, known) - MINUTE_MS : instantOf(local, known);
    const [first, last] = known.times;
    if (!(first <= ms && ms <= last)) throw new Refused(text);
    return ms;
  };

  /** @type {(ms: number, known: tm.AddressWords) => string} to the minute; an hour that stands twice the second time in UTC */
  const writeTime = (ms, known) => {
    const told = (/** @type {number} */ at) => new Date(at).toISOString().slice(0, 16).replace(/:/g, "");
    const local = ms + offsetAt(ms, known);
    return instantOf(local, known) === ms ? told(local) : `${told(ms)}Z`;
  };

  /** @param {string} text */
  const searchText = (text) => {
    if (text.length > LONGEST) throw new Refused(text);
    return text.replace(/[\p{C}\p{Z}]/gu, " ").trim().replace(/ +/g, " ");
  };

  /** @type {(text: string, years: number[]) => string} */
  const allianceDay = (text, [first, last]) => {
    const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(wallTime(text));
    if (!isDay || Number(text.slice(0, 4)) < first || Number(text.slice(0, 4)) > last) throw new Refused(text);
    return text;
  };

  /** @type {(texts: string[]) => string} */
  const only = ([text, ...more]) => {
    // Which of several is meant nobody knows.
    if (more.length || [...text].length > LONGEST) throw new Refused(text);
    return text;
  };

  /** @type {(known: tm.AddressWords) => {[name: string]: (text: string) => any}} */
  const readers = (known) => ({
    t: (text) => readTime(text, known, true),
    from: (text) => readTime(text, known),
    mode: (text) => oneOf(text, MODES),
    kinds: (text) => someOf(text, known.kinds),
    conf: (text) => someOf(text, known.confidences),
    layers: (text) => someOf(text, known.layers),
    lat: (text) => number(text, VIEW_LIMITS.lat),
    lon: (text) => number(text, VIEW_LIMITS.lon),
    z: (text) => number(text, VIEW_LIMITS.z),
    search: searchText,
    sets: (text) => someOf(text, known.sets || []),
    pin: (text) => readTime(text, known),
    fade: (text) => (text === NONE ? null : number(text, FADE_LIMITS_H)),
    density: (text) => oneOf(text, ["1"]) === "1",
    alliance: (text) => allianceDay(text, known.alliance_years),
    event: (text) => oneOf(text, known.events),
    chapter: (text) => oneOf(text, known.chapters),
    lang: (text) => oneOf(text, known.languages),
    panel: (text) => oneOf(text, PANELS),
  });

  /** @type {{[name: string]: string}} */
  const STATE_NAMES = { t: "t1", from: "t0", mode: "mode", kinds: "kinds", conf: "confidence", layers: "layers", search: "search", sets: "sets", pin: "pin", fade: "fade", density: "density", alliance: "alliance_on", event: "event", chapter: "chapter" };

  /** @type {(known: tm.AddressWords) => tm.AddressState} */
  const openingState = ({ opening: { t1, mode, layers } }) => ({
    ...{ mode, t0: t1 - DAY_MS, t1, pin: null, kinds: null, confidence: null, search: "", sets: null, fade: FADE_H },
    ...{ density: false, alliance_on: null, layers: [...layers], view: null, event: null, chapter: null },
  });

  /** @type {(chosen: string[]|null, words: readonly string[]) => string} */
  const joined = (chosen, words) => (chosen ? words.filter((word) => chosen.includes(word)).join(".") || NONE : "");
  /** @param {number} value @param {number} digits  behind the point, at most */
  const rounded = (value, digits) => String(Number(value.toFixed(digits)) + 0);
  /** @param {number|null} fade */
  const writtenFade = (fade) => (fade === null ? NONE : rounded(fade, 2));
  /** @type {(view: {lat: number, lon: number, zoom: number}) => {[name: string]: string}} */
  const writtenView = ({ lat, lon, zoom }) => ({ lat: rounded(lat, 4), lon: rounded(lon, 4), z: rounded(zoom, 2) });

  tm.address = {
    opening: openingState,

    /**
     * What an address asks for. What cannot be read falls back, and is named in `refused`; a position counts only as a whole, `from` only before `t`.
     * @param {URLSearchParams} params
     * @param {tm.AddressWords} known
     */
    read(params, known) {
      const read = readers(known);
      /** @type {{[name: string]: any}} */
      const values = {};
      const refused = new Set();
      for (const name of PARAMS.filter((one) => params.has(one))) {
        try {
          values[name] = read[name](only(params.getAll(name)));
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          refused.add(name);
        }
      }
      /** @type {{[name: string]: any}} */
      const state = openingState(known);
      for (const name of Object.keys(values)) if (STATE_NAMES[name]) state[STATE_NAMES[name]] = values[name];
      if (!("from" in values && values.from <= state.t1)) {
        state.t0 = state.t1 - DAY_MS;
        if ("from" in values) refused.add("from");
      }
      const parts = ["lat", "lon", "z"];
      if (parts.every((name) => name in values)) state.view = { lat: values.lat, lon: values.lon, zoom: values.z };
      else parts.filter((name) => params.has(name)).forEach((name) => refused.add(name));
      return { state: /** @type {tm.AddressState} */ (state), lang: values.lang ?? null, panel: values.panel ?? PANELS[0], refused: [...refused] };
    },

    /**
     * A state as parameters, in their order; read again they give the same, to the minute, 0.0001 degrees and 0.01 zoom levels.
     * @param {tm.AddressState} state
     * @param {{home: {lat: number, lon: number, zoom: number}|null, lang: string|null, panel: string, known: tm.AddressWords}} how  `home`: the view in which the map opened
     */
    write(state, { home, lang, panel, known }) {
      const opening = openingState(known);
      const view = state.view ? writtenView(state.view) : {};
      /** @type {{[name: string]: string}} */
      const written = {
        t: writeTime(state.t1, known),
        from: state.mode === "window" ? writeTime(state.t0, known) : "",
        mode: state.mode,
        kinds: joined(state.kinds, known.kinds),
        conf: joined(state.confidence, known.confidences),
        layers: joined(state.layers, known.layers),
        ...(home && String(Object.values(view)) === String(Object.values(writtenView(home))) ? {} : view),
        search: state.search,
        sets: joined(state.sets, state.sets || []),
        pin: state.pin === null ? "" : writeTime(state.pin, known),
        fade: writtenFade(state.fade),
        density: state.density ? "1" : "",
        alliance: state.alliance_on || "",
        event: state.event || "",
        chapter: state.chapter || "",
        lang: lang || "",
        panel,
      };
      /** @type {{[name: string]: string}} */
      const usual = { t: writeTime(opening.t1, known), mode: opening.mode, layers: joined(opening.layers, known.layers), fade: writtenFade(opening.fade), panel: PANELS[0] };
      return new URLSearchParams(PARAMS.filter((name) => written[name] && written[name] !== usual[name]).map((name) => [name, written[name]]));
    },
  };
})(L.timemap);
