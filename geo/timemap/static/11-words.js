/** Words, numbers and dates in the reader's language. */
(function (tm) {
  "use strict";
  const LOCALES = { en: "en-GB", de: "de-DE", ru: "ru-RU", kk: "kk-KZ" };
  const MINUTE_MS = 60000;

  tm.Words = class {
    /** @param {string} lang  language whose catalogue is read; English stands in for a missing one */
    constructor(lang) {
      this.lang = tm.words[lang] ? lang : "en";
      this.locale = LOCALES[this.lang] || this.lang;
      this.catalogue = { ...tm.words.en, ...tm.words[this.lang] };
      this.plurals = new Intl.PluralRules(this.locale);
      this.numbers = new Intl.NumberFormat(this.locale);
      this.formats = new Map();
    }

    has(key) {
      return key in this.catalogue;
    }

    /** The text under `key`, with `{name}` filled from `values`; a plural entry follows `values.n`. */
    text(key, values = {}) {
      let entry = this.catalogue[key];
      if (entry === undefined) return key;
      if (typeof entry === "object") entry = entry[this.plurals.select(values.n)] || entry.other;
      return entry.replace(/\{(\w+)\}/g, (whole, name) => {
        const value = values[name];
        if (value === undefined) return whole;
        return typeof value === "number" ? this.numbers.format(value) : String(value);
      });
    }

    /** A word for `id` (a kind, a family ...) or the id itself where a foreign data set brings its own. */
    name(area, id) {
      return this.has(`${area}.${id}`) ? this.text(`${area}.${id}`) : String(id).replaceAll("_", " ");
    }

    /** `{en: ..., de: ...}` or a plain text, in the reader's language, else English, else the first there is. */
    pick(texts) {
      if (!texts || typeof texts === "string") return texts || "";
      return texts[this.lang] || texts.en || Object.values(texts).find(Boolean) || "";
    }

    number(value) {
      return this.numbers.format(value);
    }

    /** "7", "22-29" with an en dash, "200+" where there is no upper end, "≤ 700" where there is no lower one. */
    range(low, high) {
      if (low === high) return this.number(low);
      if (high === null) return `${this.number(low)}+`;
      if (low === null) return `≤ ${this.number(high)}`;
      return `${this.number(low)}–${this.number(high)}`;
    }

    _format(shape, options) {
      if (!this.formats.has(shape)) this.formats.set(shape, new Intl.DateTimeFormat(this.locale, { timeZone: "UTC", ...options }));
      return this.formats.get(shape);
    }

    /**
     * An instant as wall time of a place.
     * @param {number} ms  milliseconds since 1970 UTC
     * @param {number} offsetMin  minutes the place is ahead of UTC
     * @param {"long"|"head"|"year"|"day"|"month"|"monthOnly"|"dayMonth"|"time"|"short"|"weekday"|"calendar"|"calendarShort"} shape
     */
    date(ms, offsetMin, shape) {
      const options = {
        long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
        head: { weekday: "long", day: "numeric", month: "long" },
        year: { year: "numeric" },
        day: { weekday: "short", day: "numeric", month: "long" },
        month: { month: "long", year: "numeric" },
        monthOnly: { month: "short" },
        dayMonth: { day: "numeric", month: "short" },
        time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
        short: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
        weekday: { weekday: "short" },
        calendar: { day: "numeric", month: "long", year: "numeric" },
        calendarShort: { day: "numeric", month: "long" },
      }[shape];
      return this._format(shape, options).format(new Date(ms + offsetMin * MINUTE_MS));
    }

    /** "UTC+5", "UTC+5:30". */
    zone(offsetMin) {
      const hours = Math.trunc(offsetMin / 60);
      const rest = Math.abs(offsetMin % 60);
      return `UTC${offsetMin < 0 ? "−" : "+"}${Math.abs(hours)}${rest ? ":" + String(rest).padStart(2, "0") : ""}`;
    }
  };

  /** Words of a page's own, for all its maps. Options: `texts`: `{lang: {key: text}}`. */
  tm.elements.Words = class {
    constructor(timeMap, { texts }) {
      for (const [lang, words] of Object.entries(texts)) tm.words[lang] = { ...tm.words[lang], ...words };
      tm.maps.forEach((one) => one.begin({ lang: one.current.lang }));
    }
  };

  /** Start of the local day that holds `ms`. */
  tm.dayStart = function (ms, offsetMin) {
    const day = 86400000;
    return Math.floor((ms + offsetMin * MINUTE_MS) / day) * day - offsetMin * MINUTE_MS;
  };
})(L.timemap);
