/** Search: which events mention some words, in any language and without accents. Pure; `geo/analysis/search.py` does the same. */
(function (tm) {
  "use strict";
  /** Letters that no decomposition brings to the ones that people type. */
  /** @type {{[letter: string]: string}} */
  const LETTERS = { ß: "ss", ς: "σ", ı: "i" };
  /**
   * Letters met so far, without accents and case: far quicker than to decompose every text.
   * @type {Map<string, string>}
   */
  const plain = new Map();
  /** Answers that are remembered; a reader types and deletes. */
  const REMEMBERED = 24;

  /** @param {string} letter */
  const plainLetter = (letter) => {
    if (!plain.has(letter)) {
      const bare = letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
      plain.set(letter, bare.replace(/[ßςı]/g, (one) => LETTERS[one]));
    }
    return plain.get(letter) || "";
  };

  /**
   * Letters without accents and case, for comparing.
   * @param {string} text
   * @returns {string}
   */
  tm.normalise = (text) => text.toLowerCase().replace(/[^\n -~а-ик-я]/gu, plainLetter);

  /**
   * The words of a search, as they are compared; none keeps everything.
   * @param {string|null|undefined} text
   * @returns {string[]}
   */
  tm.searchWords = (text) => [...new Set(tm.normalise(text || "").split(/\s+/).filter(Boolean))];

  /** @param {tm.Text|null|undefined} texts */
  const every = (texts) => (texts && typeof texts === "object" ? Object.values(texts) : [texts || ""]);
  /** @param {(string|undefined|(string|undefined)[])[]} parts */
  const joined = (...parts) => tm.normalise(parts.flat().filter(Boolean).join("\n"));

  /** Finds events by words. What it looks in is made on the first search, once for each event, place and kind. */
  tm.SearchIndex = class {
    /** @param {tm.Texts|null} texts  what card and feed show; null finds nothing */
    constructor(texts) {
      this.texts = texts?.events ? texts : { events: [], places: [] };
      /** @type {Map<string, Uint8Array>} */
      this.answers = new Map();
      /** @type {{events: string[], places: string[], kinds: Map<string, string>}|null} */
      this.parts = null;
    }

    /**
     * Say which events hold every word of a search in their title, summary, actor, kind, id, what is found and never shown, or a name of their place.
     * @param {string} search
     * @returns {Uint8Array|null} 1 for a match, one per event of the texts; null where there is nothing to search for
     */
    match(search) {
      const words = tm.searchWords(search);
      if (!words.length) return null;
      return words.map((word) => this._word(word)).reduce((all, one) => all.map((/** @type {number} */ hit, /** @type {number} */ i) => hit & one[i]));
    }

    /**
     * Events that hold one word: a longer word is looked for only where its beginning was found.
     * @param {string} word
     */
    _word(word) {
      const known = this.answers.get(word);
      if (known) return known;
      const within = this.answers.get(word.slice(0, -1));
      const parts = this._parts();
      const inPlace = parts.places.map((text) => text.includes(word));
      const inKind = new Map([...parts.kinds].map(([kind, text]) => [kind, text.includes(word)]));
      const { events } = this.texts;
      const found = new Uint8Array(events.length);
      for (let i = 0; i < found.length; i++) {
        if (within && !within[i]) continue;
        found[i] = inPlace[events[i].place ?? -1] || inKind.get(events[i].kind) || parts.events[i].includes(word) ? 1 : 0;
      }
      if (this.answers.size >= REMEMBERED) this.answers.delete([...this.answers.keys()][0]);
      this.answers.set(word, found);
      return found;
    }

    /** What is looked in, made once. */
    _parts() {
      if (this.parts) return this.parts;
      const { events, places } = this.texts;
      /** @param {tm.Place|null|undefined} place */
      const names = (place) => (place ? [...every(place.name), ...(place.aliases || [])] : []);
      this.parts = {
        events: events.map((text) => joined(every(text.title), every(text.summary), every(text.actor), text.id, text.found)),
        places: places.map((_, at) => joined(tm.lineage(places, at).map((each) => names(places[each])).flat())),
        kinds: new Map([...new Set(events.map((text) => text.kind))].map((kind) => [kind, joined(kindWords(kind))])),
      };
      return this.parts;
    }
  };

  /**
   * A kind's word in every language there is; a kind of a foreign file stands for itself.
   * @param {string} kind
   * @returns {string[]}
   */
  const kindWords = (kind) => {
    const known = Object.values(tm.words).map((catalogue) => String(catalogue[`map.kind.${kind}`] || "")).filter(Boolean);
    return known.length ? known : [String(kind || "").replaceAll("_", " ")];
  };
})(L.timemap);
