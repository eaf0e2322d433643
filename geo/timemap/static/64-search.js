/** The search: events that mention some words are kept everywhere, places are flown to. */
(function (tm) {
  "use strict";
  const PLACES = 6;
  const LONGEST = 200;
  /** From this many events on the field waits for a pause in the typing. */
  const MANY = 20000;
  const PAUSE_MS = 160;
  /** @type {{[precision: string]: number}} */
  const ZOOM = { venue: 12, settlement: 9.75, district: 8, region: 6.5 };

  /** @param {Uint8Array|null} hits */
  const count = (hits) => (hits ? hits.reduce((sum, hit) => sum + hit, 0) : 0);

  /**
   * Names as they are compared: hyphens and blanks are one, apostrophes none.
   * @param {string} text
   */
  const nameKey = (text) => tm.normalise(text).replace(/['’ʼʻ`]/g, "").replace(/[-\s]+/g, " ");

  /**
   * The places that a text may name, best first: by the begin of a name, by the begin of a word in it, by a part of it.
   * @param {tm.NamedPlace[]} index  from `tm.nameIndex`
   * @param {string} text
   * @param {number} limit
   * @returns {{place: tm.Place, name: string}[]}  with the name that was found
   */
  tm.findPlaces = function (index, text, limit) {
    const wanted = nameKey(text).trim();
    if (!wanted) return [];
    /** @type {(key: string) => number} */
    const rank = (key) => (key.startsWith(wanted) ? 0 : key.includes(` ${wanted}`) ? 1 : key.includes(wanted) ? 2 : 3);
    const found = [];
    for (const { keys, names, place } of index) {
      const ranks = keys.map(rank);
      const best = Math.min(...ranks);
      if (best < 3) found.push({ place, best, name: names[ranks.indexOf(best)] });
    }
    return found.sort((a, b) => a.best - b.best).slice(0, limit);
  };

  /** Every name of every place, ready to be searched. */
  tm.nameIndex = (places) =>
    places.flatMap((place) => {
      if (!place) return [];
      const names = [...(typeof place.name === "string" ? [place.name] : Object.values(place.name || {})), ...(place.aliases || [])].filter(Boolean);
      return { place, names, keys: names.map(nameKey) };
    });

  /** A field (a combobox with a list) and the chip of the search that is on. Keys: `/` goes to the field, Enter takes what is marked, Escape clears. */
  tm.elements.PlaceSearch = class {
    /** @param {tm.TimeMap} timeMap */
    constructor(timeMap) {
      this.timeMap = timeMap;
      timeMap.search = this;
      const id = `tm-found-${timeMap.mount}`;
      this.field = tm.h("input.tm-field", { type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", maxlength: LONGEST, enterkeyhint: "search", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id });
      this.list = tm.h("ul.tm-card.tm-found", { role: "listbox", hidden: true, id });
      this.chips = tm.h("div.tm-chip-seat");
      this.node = tm.h("div.tm-search", {}, this.field, this.list, this.chips);
      timeMap.shell.slot("tr").prepend(this.node);
      /** @type {{take: () => void, content: any[]}[]} */
      this.rows = [];
      this.chosen = 0;
      /** The search whose chip is shown. */
      this.shown = "";
      /** @type {{of: tm.Texts|null, names: tm.NamedPlace[]}|null} */
      this.index = null;
      this.field.addEventListener("input", () => this._soon());
      this.field.addEventListener("focus", () => this._begin());
      this.field.addEventListener("blur", () => setTimeout(() => this._close(), 150));
      this.field.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this._key(event));
      timeMap.shell.node.addEventListener("keydown", (event) => this._goTo(event));
    }

    /** @param {tm.Touches} touches */
    draw(touches) {
      if (!touches("all", "words", "filter", "size")) return;
      const { words, shell, current } = this.timeMap;
      const label = words.text("map.search.label");
      this.field.setAttribute("aria-label", label);
      this.list.setAttribute("aria-label", label);
      this.field.placeholder = shell.size === "phone" ? words.text("map.search.short") : label;
      if (current.search !== this.shown || touches("all", "words")) tm.fill(this.chips, tm.searchChip(this.timeMap));
      if (current.search !== this.shown) this.timeMap.invalidate("legend");
      this.shown = current.search;
    }

    /**
     * `/` brings the reader here.
     * @param {KeyboardEvent} event
     */
    _goTo(event) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || tm.isTyping(event)) return;
      event.preventDefault();
      this.field.focus();
      this.field.select();
    }

    // What is offered --------------------------------------------------------------------------------------------------

    _soon() {
      this._stopWaiting();
      if ((this.timeMap.events?.length || 0) < MANY) this._offer();
      else this.timer = setTimeout(() => this._offer(), PAUSE_MS);
    }

    /** A reader is about to search: what only a search looks in is asked for by now. */
    _begin() {
      if (this.field.value) this._offer();
      this.timeMap.points?.findMore().then(() => this.field.value && document.activeElement === this.field && this._offer());
    }

    _offer() {
      this._stopWaiting();
      const { events, words } = this.timeMap;
      const text = this.field.value.trim();
      const found = text && events ? events.found(text) : null;
      if (!found) return this._close();
      const n = count(found);
      const filter = n > 0 ? [{ take: () => this.keep(text), content: [words.text("map.search.only", { text, n }), tm.h("small", {}, words.number(n))] }] : [];
      this.rows = [...filter, ...tm.findPlaces(this._names(), text, PLACES).map((one) => this._placeRow(one))];
      this._show();
      return undefined;
    }

    /**
     * A place; where another name of it was found than the one it goes by, that one too.
     * @param {{place: tm.Place, name: string}} found
     */
    _placeRow({ place, name }) {
      const { words } = this.timeMap;
      const shown = words.pick(place.name);
      const also = nameKey(shown).includes(nameKey(this.field.value).trim()) ? "" : name;
      return { take: () => this._fly(place), content: [shown, tm.h("small", {}, [also, words.name("map.place", place.kind)].filter(Boolean).join(" · "))] };
    }

    _names() {
      const { texts } = this.timeMap.events;
      if (!this.index || this.index.of !== texts) this.index = { of: texts, names: tm.nameIndex(texts?.places || []) };
      return this.index.names;
    }

    _show() {
      /** @param {{take: () => void, content: any[]}} row @param {number} k */
      const option = ({ content, take }, k) =>
        tm.h("li", { role: "option", id: `${this.list.id}-${k}`, onmousedown: (/** @type {Event} */ event) => (event.preventDefault(), take()) }, content);
      const none = tm.h("li.tm-none", { role: "option", "aria-disabled": "true" }, this.timeMap.words.text("map.search.none"));
      tm.fill(this.list, this.rows.length ? this.rows.map(option) : none);
      this.list.hidden = false;
      this.field.setAttribute("aria-expanded", "true");
      this._mark(0);
    }

    /**
     * Mark the row that Enter takes.
     * @param {number} k
     */
    _mark(k) {
      this.chosen = k;
      if (!this.rows.length) return this.field.removeAttribute("aria-activedescendant");
      [...this.list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === k)));
      this.field.setAttribute("aria-activedescendant", `${this.list.id}-${k}`);
      return undefined;
    }

    _stopWaiting() {
      clearTimeout(this.timer);
      this.timer = 0;
    }

    _close() {
      this._stopWaiting();
      this.rows = [];
      this.list.hidden = true;
      this.field.removeAttribute("aria-activedescendant");
      this.field.setAttribute("aria-expanded", "false");
    }

    // What is taken ----------------------------------------------------------------------------------------------------

    /** @param {KeyboardEvent} event */
    _key(event) {
      if (event.key === "Escape") return this._escape(event);
      if (event.key === "Enter") return this._enter(event);
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return undefined;
      const step = event.key === "ArrowDown" ? 1 : -1;
      event.preventDefault();
      if (this.list.hidden) return this._offer();
      if (this.rows.length) this._mark((this.chosen + step + this.rows.length) % this.rows.length);
      return undefined;
    }

    /** @param {KeyboardEvent} event */
    _enter(event) {
      event.preventDefault();
      if (this.list.hidden || this.timer) this._offer();
      this.rows[this.chosen]?.take();
    }

    /**
     * First what is typed goes, then the search that is on; with neither, the key is somebody else's.
     * @param {KeyboardEvent} event
     */
    _escape(event) {
      if (!this.field.value && !this.timeMap.current.search) return;
      event.stopPropagation();
      event.preventDefault();
      if (!this.field.value) this.clear();
      this.field.value = "";
      this._close();
    }

    /**
     * Keep only the events that mention these words, on the map and wherever it is followed.
     * @param {string} text
     */
    keep(text) {
      this._done();
      this.timeMap.set({ search: text, event: null });
      const n = count(this.timeMap.events.found(text));
      tm.say(this.timeMap, this.timeMap.words.text("map.search.kept", { text, n }));
    }

    /** Keep all events again. */
    clear() {
      this.timeMap.set({ search: "" });
      tm.say(this.timeMap, this.timeMap.words.text("map.search.cleared"));
    }

    /** @param {tm.Place} place */
    _fly(place) {
      this._done();
      this.timeMap.look({ lat: place.lat, lon: place.lon, zoom: ZOOM[place.precision] || 8 }, { asReader: true });
      this.timeMap.emit("place", { places: [place.id], name: this.timeMap.words.pick(place.name) });
    }

    _done() {
      this._close();
      this.field.value = "";
    }
  };

  /** The search that is on, with a button that ends it; null without one. */
  tm.searchChip = function (timeMap) {
    const { words, current } = timeMap;
    const text = current.search?.trim();
    if (!text) return null;
    const end = words.text("map.search.clear", { text });
    /** @param {MouseEvent} click */
    const onclick = ({ detail }) => {
      if (timeMap.search) timeMap.search.clear();
      else timeMap.set({ search: "" });
      // By keyboard: the button is gone, the field is where one goes on.
      if (!detail) timeMap.search?.field.focus();
    };
    return tm.h("span.tm-chip", {}, tm.h("span.tm-chip-text", { title: text }, words.text("map.search.active", { text })), tm.h("button.tm-chip-end", { type: "button", "aria-label": end, title: end, onclick }, "×"));
  };
})(L.timemap);
