/** What happened up to now (or in the window), newest first; also the events of one place. */
(function (tm) {
  "use strict";
  /** While time moves the list follows at this pace, so that it does not cost the map its frames. */
  const PACE_MS = 200;
  const PAGE = { wide: 30, narrow: 12, phone: 8 };
  const MORE = 60;
  /** Rows that are kept at most. */
  const KEPT = 600;

  /** Options: none. Lists the events in view; a click flies there and opens the card. */
  tm.elements.Feed = class {
    isBeside = true;

    /** @param {tm.TimeMap} timeMap */
    constructor(timeMap) {
      this.timeMap = timeMap;
      this.node = tm.h("div.tm-feed");
      tm.panelOf(timeMap).body.append(this.node);
      timeMap.on("place", (/** @type {{places: string[], name: string}|null} */ place) => this._showPlace(place));
      timeMap.feed = this;
      /** @type {number|null} */
      this.limit = null;
      /** @type {{name: string, ids: Set<string>}|null} */
      this.place = null;
      /** @type {tm.Newest|null} */
      this.order = null;
      this.shown = "";
      this.drawnAt = 0;
      this.focusAt = 0;
      /** @type {Map<number, {key: string, node: HTMLElement}>} */
      this.rows = new Map();
    }

    /** @param {tm.Touches} touches @param {number} now */
    draw(touches, now) {
      if (!this.timeMap.ready || !touches("all", "time", "filter", "words", "data", "size", "feed", "event", "theme")) return;
      clearTimeout(this.timer);
      const wait = PACE_MS - (now - this.drawnAt);
      if (touches("time") && wait > 0) this.timer = setTimeout(() => this.timeMap.invalidate("feed"), wait);
      else this._list(now);
    }

    /** @param {number} now */
    _list(now) {
      this.drawnAt = now;
      const { events, words, theme, current, shell } = this.timeMap;
      const count = this._count();
      const list = this._inView();
      const key = [list.map((i) => i + ":" + events.standing[i]), count.low, count.high, words.lang, theme, shell.size, this.place?.name, current.search, current.event].join("|");
      if (key === this.shown) return;
      this.shown = key;
      this._fill(list, count);
    }

    /**
     * Whether the list may show an event: of one place only its own.
     * @param {number} i
     */
    keeps(i) {
      return !this.place || this.place.ids.has(this.timeMap.events.placeIdOf(i));
    }

    _count() {
      const { events } = this.timeMap;
      const count = { low: 0, high: 0 };
      for (let i = 0; i < events.length; i++) {
        if (events.standing[i] === tm.OUT || (this.place && !this.keeps(i))) continue;
        count.high += 1;
        if (events.standing[i] === tm.IN) count.low += 1;
      }
      return count;
    }

    /** The page of events in view, newest first. */
    _inView() {
      const { current, shell } = this.timeMap;
      return this._newest.first(this.limit || PAGE[shell.size], current, (i) => this.keeps(i));
    }

    get _newest() {
      const { events, offsetMin } = this.timeMap;
      if (this.order && this.order.events === events && this.order.texts === events.texts) return this.order;
      this.rows.clear();
      this.shown = "";
      return (this.order = new tm.Newest(events, offsetMin));
    }

    /**
     * List the events of one place (which may have several entries), or of all.
     * @param {{places: string[], name: string}|null} place
     */
    _showPlace(place) {
      if (!place && !this.place) return;
      this.place = place && { name: place.name, ids: new Set(place.places) };
      this.timeMap.set({ event: null });
      if (place && !this.timeMap.shell.isWide) requestAnimationFrame(() => this.node.scrollIntoView({ block: "nearest", behavior: "smooth" }));
      this.timeMap.invalidate("feed");
    }

    /** @param {number[]} list @param {{low: number, high: number}} count */
    _fill(list, count) {
      const { words, current } = this.timeMap;
      const head = this._head(count);
      if (!list.length) return tm.fill(this.node, head, tm.h("p.tm-empty", {}, words.text("map.feed.empty")));
      const rows = [];
      let heading = NaN;
      for (const i of list) {
        const day = this._newest.shownDay(i, current);
        if (day !== heading) rows.push(tm.h("h3.tm-day", {}, words.date((heading = day) * tm.DAY, 0, "day")));
        rows.push(this._keptRow(i));
      }
      const rest = count.high - list.length;
      const more = rest > 0 && tm.h("button.tm-button.tm-more", { type: "button", onclick: () => this._more(list.length) }, words.text("map.feed.more", { n: rest }));
      const focused = document.activeElement;
      const held = focused instanceof HTMLElement && this.node.contains(focused) ? focused.dataset.event : "";
      const body = tm.h("div.tm-rows", {}, rows);
      tm.fill(this.node, head, body, more);
      if (held) body.querySelector(`[data-event="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
      if (this.focusAt) body.querySelectorAll(".tm-row")[this.focusAt]?.focus();
      this.focusAt = 0;
      return undefined;
    }

    /**
     * What the list holds: a place, a search, and how many.
     * @param {{low: number, high: number}} count
     */
    _head({ low, high }) {
      const { words } = this.timeMap;
      const close = words.text("map.feed.everywhere");
      const title = tm.h("strong", {}, this.place ? this.place.name : words.text("map.feed.title"));
      const count = tm.h("span.tm-count", {}, words.text("map.feed.count", { n: high, range: words.range(low, high) }));
      const back = this.place && tm.h("button.tm-close", { type: "button", "aria-label": close, title: close, onclick: () => this._showPlace(null) }, "×");
      return tm.h("div.tm-feed-head", {}, title, tm.searchChip(this.timeMap), count, back);
    }

    /** @param {number} limit */
    _more(limit) {
      this.limit = limit + MORE;
      this.focusAt = limit;
      this.timeMap.invalidate("feed");
    }

    /**
     * Rows are kept while nothing they say changes: most of a list stays as time moves on.
     * @param {number} i
     */
    _keptRow(i) {
      const { events, words, theme, current } = this.timeMap;
      const key = [events.standing[i], words.lang, theme, current.event === events.idOf(i), this._hour(i)].join();
      const kept = this.rows.get(i);
      if (kept?.key === key) return kept.node;
      if (this.rows.size >= KEPT) this.rows.clear();
      const node = this._row(i);
      this.rows.set(i, { key, node });
      return node;
    }

    /** @param {number} i */
    _row(i) {
      const { timeMap } = this;
      const { events, current } = timeMap;
      const id = events.idOf(i);
      const family = events.families[events.family[i]];
      const mark = family ? tm.familySwatch(timeMap, family) : tm.h("span.tm-quote", { "aria-hidden": "true" }, "“");
      const time = [this._hour(i), tm.untilWords(timeMap, i)].filter(Boolean).join(" ");
      const classes = events.standing[i] === tm.OPEN ? ".is-open" : "";
      return tm.h(
        `button.tm-row${classes}`,
        { type: "button", "data-event": id, "aria-current": current.event === id ? "true" : null, onclick: () => tm.openEvent(timeMap, i) },
        mark,
        tm.h("span.tm-row-text", {}, tm.h("span.tm-row-title", {}, tm.titleWords(timeMap, i)), tm.h("span.tm-row-sub", {}, `${time} · ${tm.whereWords(timeMap, i)}`)),
      );
    }

    /**
     * The hour alone where it is known (the day stands above), else how little is.
     * @param {number} i
     */
    _hour(i) {
      const { words, current } = this.timeMap;
      const { started, precision } = tm.told(this.timeMap, i).time;
      const isElsewhere = this._newest.shownDay(i, current) !== this._newest.day(i);
      if (isElsewhere || precision === "between") return tm.whenWords(this.timeMap, i);
      if (started.length <= 10) return words.text(precision === "approx" ? "map.when.around" : "map.when.some_time");
      if (precision === "minute") return started.slice(11);
      if (precision === "part_of_day") return words.text(`map.when.quarter_${tm.quarterOf(started)}`);
      return words.text(precision === "approx" ? "map.when.roughly" : "map.when.about", { time: started.slice(11) });
    }
  };

  /** Open an event's card and bring its place into sight. */
  tm.openEvent = function (timeMap, i) {
    const { events, map } = timeMap;
    timeMap.set({ event: events.idOf(i) });
    if (!events.isDot(i)) return;
    const at = L.latLng(events.lat[i], events.lon[i]);
    if (!map.getBounds().pad(-0.08).contains(at)) timeMap.look({ lat: at.lat, lon: at.lng, zoom: Math.max(4.5, map.getZoom()) }, { asReader: true });
  };
})(L.timemap);
