/** Words, numbers and dates in the reader's language. */
(function (tm) {
  "use strict";
  /** @type {{[lang: string]: string}} */
  const LOCALES = { en: "en-GB", de: "de-DE", ru: "ru-RU", kk: "kk-KZ" };
  /**
   * How dates are written.
   * @type {{[shape: string]: Intl.DateTimeFormatOptions}}
   */
  const SHAPES = {
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
  };

  /** Years before this one are said with their era. */
  const WITH_ERA = 100;

  tm.Words = class {
    /** @param {string} lang  language whose catalogue is read; English stands in for a missing one */
    constructor(lang) {
      this.lang = tm.words[lang] ? lang : "en";
      this.locale = LOCALES[this.lang] || this.lang;
      /** @type {tm.Catalogue} */
      this.catalogue = { ...tm.words.en, ...tm.words[this.lang] };
      /** Made once they are needed: the first of a page takes a browser longer than many events. @type {Intl.PluralRules|null} */
      this.plurals = null;
      /** @type {Intl.NumberFormat|null} */
      this.numbers = null;
      /** @type {Map<string, Intl.DateTimeFormat>} */
      this.formats = new Map();
    }

    /** @param {string} key */
    has(key) {
      return key in this.catalogue;
    }

    /**
     * The text under `key`, with `{name}` filled from `values`; a plural entry follows `values.n`.
     * @param {string} key
     * @param {{[name: string]: string|number}} [values]
     * @returns {string}
     */
    text(key, values = {}) {
      const entry = this.catalogue[key];
      if (entry === undefined) return key;
      const text = typeof entry === "string" ? entry : entry[this._plural(Number(values.n))] || entry.other;
      return text.replace(/\{(\w+)\}/g, (whole, name) => {
        const value = values[name];
        if (value === undefined) return whole;
        return typeof value === "number" ? this.number(value) : String(value);
      });
    }

    /**
     * A word for `id` (a kind, a family ...) or the id itself where a foreign data set brings its own.
     * @param {string} area
     * @param {string} id
     */
    name(area, id) {
      return this.has(`${area}.${id}`) ? this.text(`${area}.${id}`) : String(id).replaceAll("_", " ");
    }

    /**
     * `{en: ..., de: ...}` or a plain text, in the reader's language, else English, else the first there is.
     * @param {tm.Text|null} [texts]
     * @returns {string}
     */
    pick(texts) {
      if (!texts || typeof texts === "string") return texts || "";
      return texts[this.lang] || texts.en || Object.values(texts).find(Boolean) || "";
    }

    /** @param {number} value */
    _plural(value) {
      this.plurals = this.plurals || new Intl.PluralRules(this.locale);
      return this.plurals.select(value);
    }

    /** @param {number} value */
    number(value) {
      // In our own languages a short number is written as everywhere.
      if (this.lang in LOCALES && Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
      this.numbers = this.numbers || new Intl.NumberFormat(this.locale);
      return this.numbers.format(value);
    }

    /**
     * "7", "22–29", "200+" where there is no upper end, "≤ 700" where there is no lower one; `Words.range` in Python writes the same.
     * @param {number|null} low
     * @param {number|null} high
     */
    range(low, high) {
      if (low === null && high === null) return "";
      if (high === null) return this.text("map.range.least", { low: low ?? NaN });
      if (low === null) return this.text("map.range.most", { high });
      return low === high ? this.number(low) : this.text("map.range.between", { low, high });
    }

    /**
     * @param {string} shape
     * @param {tm.Detail} detail
     * @param {boolean} hasEra
     */
    _format(shape, { years, seconds }, hasEra) {
      const key = [shape, years, seconds, hasEra].join();
      const known = this.formats.get(key);
      if (known) return known;
      /** @type {Intl.DateTimeFormatOptions} */
      const options = { timeZone: "UTC", ...SHAPES[shape] };
      if (years && options.day) options.year = "numeric";
      if (seconds && options.minute) options.second = "2-digit";
      if (hasEra && options.year) options.era = "short";
      const format = new Intl.DateTimeFormat(this.locale, options);
      this.formats.set(key, format);
      return format;
    }

    /**
     * A date as the clocks of its place show it. Years below 100 have their era: a bare 5 would read as a day.
     * @param {number} wall  see `tm.Zone`
     * @param {string} shape  one of `SHAPES`
     * @param {tm.Detail} [detail]  whether dates have their year and times their seconds, besides what the shape has
     */
    date(wall, shape, detail = {}) {
      const date = new Date(wall);
      return this._format(shape, detail, date.getUTCFullYear() < WITH_ERA).format(date);
    }

    /**
     * "UTC+5", "UTC+5:30".
     * @param {number} offsetMin
     */
    zone(offsetMin) {
      const minutes = Math.abs(Math.round(offsetMin));
      const rest = minutes % 60;
      return `UTC${offsetMin < 0 ? "−" : "+"}${Math.floor(minutes / 60)}${rest ? ":" + String(rest).padStart(2, "0") : ""}`;
    }
  };

  /** Words of a page's own, for all its maps. Options: `texts`: `{lang: {key: text}}`. */
  tm.elements.Words = class {
    /**
     * @param {tm.TimeMap} _timeMap
     * @param {{texts: {[lang: string]: tm.Catalogue}}} options
     */
    constructor(_timeMap, { texts }) {
      for (const [lang, words] of Object.entries(texts)) tm.words[lang] = { ...tm.words[lang], ...words };
      tm.maps.forEach((one) => one.begin({ lang: one.current.lang }));
    }
  };
})(L.timemap);
