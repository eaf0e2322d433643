/** What happened up to now (or in the window), newest first; also the events of one place. */
(function (tm) {
  "use strict";
  /** While time moves the list follows at this pace, so that it does not cost the map its frames. */
  const PACE_MS = 200;
  const PAGE = { wide: 30, narrow: 12, phone: 8 };

  /** Options: none. Lists the events in view; a click flies there and opens the card. */
  tm.elements.Feed = class {
    constructor(timeMap) {
      this.timeMap = timeMap;
      this.node = tm.h("div.tm-feed");
      tm.panelOf(timeMap).body.append(this.node);
      timeMap.on("place", (place) => this._showPlace(place));
      timeMap.feed = this;
      this.limit = null;
      this.rows = new Map();
    }

    draw(touches, now) {
      if (!this.timeMap.events?.texts || !touches("all", "time", "filter", "words", "data", "size", "feed", "event", "theme")) return;
      clearTimeout(this.timer);
      const wait = PACE_MS - (now - (this.drawnAt || 0));
      if (touches("time") && wait > 0) this.timer = setTimeout(() => this.timeMap.invalidate("feed"), wait);
      else this._list(now);
    }

    _list(now) {
      this.drawnAt = now;
      const { events } = this.timeMap;
      const list = this._inView();
      const key = [list.map((i) => i + ":" + events.standing[i]).join(), this.timeMap.words.lang, this.timeMap.theme, this.limit, this.place?.name, this.timeMap.current.event].join("|");
      if (key === this.shown) return;
      this.shown = key;
      this._fill(list);
    }

    /** Indices in view, newest first. Events of one day whose hour is unknown share a place after the day's known hours. */
    _inView() {
      const { events } = this.timeMap;
      const inPlace = this.place && new Set(this.place.places);
      const list = [];
      for (let i = 0; i < events.length; i++) {
        if (events.standing[i] === tm.OUT) continue;
        if (inPlace && !inPlace.has(events.place(i).id)) continue;
        list.push(i);
      }
      const dayOf = (i) => this._day(i);
      const hourOf = (i) => (events.texts.events[i].time.precision === "minute" || events.texts.events[i].time.precision === "hour" ? events.texts.events[i].time.started.slice(11) : "");
      return list.sort((a, b) => dayOf(b).localeCompare(dayOf(a)) || hourOf(b).localeCompare(hourOf(a)) || a - b);
    }

    /** The day under which an event stands; one that may have begun already, but is dated later, stands under the moment's day. */
    _day(i) {
      const { events, current } = this.timeMap;
      const { started, offset_min: offset } = events.texts.events[i].time;
      if (current.mode === "all") return started.slice(0, 10);
      const today = new Date(current.t1 + offset * 60000).toISOString().slice(0, 10);
      return started.slice(0, 10) < today ? started.slice(0, 10) : today;
    }

    _showPlace(place) {
      if (!place && !this.place) return;
      this.place = place;
      this.timeMap.set({ event: null });
      if (place && !this.timeMap.shell.isWide) requestAnimationFrame(() => this.node.scrollIntoView({ block: "nearest", behavior: "smooth" }));
      this.timeMap.invalidate("feed");
    }

    _fill(list) {
      const { words, shell } = this.timeMap;
      const limit = this.limit || PAGE[shell.size];
      const head = this.place
        ? tm.h("div.tm-feed-head", {}, tm.h("strong", {}, this.place.name), tm.h("button.tm-close", { type: "button", "aria-label": words.text("map.feed.everywhere"), title: words.text("map.feed.everywhere"), onclick: () => this._showPlace(null) }, "×"))
        : tm.h("div.tm-feed-head", {}, tm.h("strong", {}, words.text("map.feed.title")), tm.h("span.tm-count", {}, words.text("map.feed.count", { n: list.length, range: words.range(this._certain(list), list.length) })));
      if (!list.length) return tm.fill(this.node, head, tm.h("p.tm-empty", {}, words.text("map.feed.empty")));
      const rows = [];
      let heading = "";
      for (const i of list.slice(0, limit)) {
        const day = words.date(Date.parse(this._day(i)), 0, "day");
        if (day !== heading) rows.push(tm.h("h3.tm-day", {}, (heading = day)));
        rows.push(this._keptRow(i));
      }
      const more = list.length > limit && tm.h("button.tm-button.tm-more", { type: "button", onclick: () => this._more(limit) }, words.text("map.feed.more", { n: list.length - limit }));
      const held = this.node.contains(document.activeElement) ? document.activeElement.dataset.event : "";
      const body = tm.h("div.tm-rows", {}, rows);
      tm.fill(this.node, head, body, more);
      if (held) body.querySelector(`[data-event="${held}"]`)?.focus({ preventScroll: true });
      if (this.focusAt) body.querySelectorAll(".tm-row")[this.focusAt]?.focus();
      this.focusAt = 0;
      return undefined;
    }

    _certain(list) {
      return list.filter((i) => this.timeMap.events.standing[i] === tm.IN).length;
    }

    _more(limit) {
      this.limit = limit + 60;
      this.focusAt = limit;
      this.timeMap.invalidate("feed");
    }

    /** Rows are kept while nothing they say changes: most of a list stays as time moves on. */
    _keptRow(i) {
      const { events, words, theme, current } = this.timeMap;
      const key = [events.standing[i], words.lang, theme, current.event === events.texts.events[i].id, this._hour(i)].join();
      const kept = this.rows.get(i);
      if (kept?.key === key) return kept.node;
      const node = this._row(i);
      this.rows.set(i, { key, node });
      return node;
    }

    _row(i) {
      const { events, words, palette, current } = this.timeMap;
      const text = events.texts.events[i];
      const family = events.families[events.family[i]];
      const mark = family ? tm.markSwatch(family.shape, palette.families[family.id] || palette.families.other) : tm.h("span.tm-quote", { "aria-hidden": "true" }, "“");
      const place = text.scope === "country" ? words.text("map.scope.country") : words.pick(events.place(i).name);
      const classes = events.standing[i] === tm.OPEN ? ".is-open" : "";
      return tm.h(
        `button.tm-row${classes}`,
        { type: "button", "data-event": text.id, "aria-current": current.event === text.id ? "true" : null, onclick: () => tm.openEvent(this.timeMap, i) },
        mark,
        tm.h("span.tm-row-text", {}, tm.h("span.tm-row-title", {}, words.pick(text.title)), tm.h("span.tm-row-sub", {}, `${this._hour(i)} · ${place}`)),
      );
    }

    /** The hour alone where it is known (the day stands above), else how little is. */
    _hour(i) {
      const { words, events } = this.timeMap;
      const { started, precision } = events.texts.events[i].time;
      if (started.length > 10 && this._day(i) !== started.slice(0, 10)) return tm.whenWords(this.timeMap, i);
      if (started.length > 10 && precision === "minute") return started.slice(11);
      if (started.length > 10 && precision === "part_of_day") return words.text(`map.when.quarter_${tm.quarterOf(started)}`);
      if (started.length > 10 && precision === "approx") return words.text("map.when.roughly", { time: started.slice(11) });
      if (started.length > 10) return words.text("map.when.about", { time: started.slice(11) });
      if (this._day(i) !== started.slice(0, 10)) return tm.whenWords(this.timeMap, i);
      return words.text(precision === "approx" ? "map.when.around" : "map.when.some_time");
    }
  };

  /** Open an event's card and bring its place into sight. */
  tm.openEvent = function (timeMap, i) {
    const { events, map } = timeMap;
    timeMap.set({ event: events.texts.events[i].id });
    if (!events.isDot(i)) return;
    const at = L.latLng(events.lat[i], events.lon[i]);
    if (!map.getBounds().pad(-0.08).contains(at)) timeMap.look({ lat: at.lat, lon: at.lng, zoom: Math.max(4.5, map.getZoom()) }, { asReader: true });
  };
})(L.timemap);
