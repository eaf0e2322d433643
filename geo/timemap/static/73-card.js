/** One event in full, with its sources and what they disagree on; and every value of a figure. */
(function (tm) {
  "use strict";

  tm.elements.Card = class {
    /** @param {tm.TimeMap} timeMap */
    constructor(timeMap) {
      this.timeMap = timeMap;
      this.node = tm.h("article.tm-detail", { hidden: true, tabindex: "-1" });
      this.key = "";
      /** @type {string|undefined|null} */
      this.shown = "";
      /** @type {tm.Series|null} */
      this.series = null;
      /** @type {Element|null} */
      this.opener = null;
      /** @type {string|null} where the focus goes once the card is closed */
      this.goBackTo = null;
      this.steps = new tm.EventSteps(timeMap);
      tm.panelOf(timeMap).body.prepend(this.node);
      timeMap.on("figure", ({ series }) => this._showSeries(series));
      timeMap.shell.node.addEventListener("keydown", (event) => event.key === "Escape" && !this.node.hidden && this._close());
    }

    /** @param {tm.Touches} touches */
    draw(touches) {
      if (!this.timeMap.ready || !touches("all", "event", "words", "data", "theme")) return;
      const { events, current, words, theme } = this.timeMap;
      if (current.event) this.series = null;
      const i = events.indexOf(current.event);
      const shown = i >= 0 ? current.event : this.series?.id;
      const key = [shown, words.lang, theme, Boolean(events.textOf(i))].join();
      if (key === this.key) return;
      const was = { hidden: this.node.hidden, held: this.node.contains(document.activeElement), isOther: shown !== this.shown };
      Object.assign(this, { key, shown });
      this.node.hidden = !shown;
      tm.panelOf(this.timeMap).body.classList.toggle("is-detail", !this.node.hidden);
      tm.fill(this.node, i >= 0 ? this._event(i) : this.series ? this._values(this.series) : []);
      if (shown && (was.hidden || was.held)) this._reveal(was);
      if (!shown) requestAnimationFrame(() => this._goBack());
    }

    /**
     * The card takes the focus, and remembers where it was; its text begins at the top.
     * @param {{hidden: boolean, isOther: boolean}} was
     */
    _reveal({ hidden, isOther }) {
      if (hidden) this.opener = document.activeElement;
      if (isOther) tm.panelOf(this.timeMap).body.scrollTop = 0;
      this.node.focus({ preventScroll: this.timeMap.shell.isWide || !hidden });
    }

    /** Close the card; the focus goes back to where it was, or to the event's row where that came from the list. */
    _close() {
      const { shell, current } = this.timeMap;
      const { opener } = this;
      const row = `.tm-row[data-event="${CSS.escape(current.event || "")}"]`;
      this.opener = opener && shell.node.contains(opener) && !opener.closest(".tm-feed") ? opener : null;
      this.goBackTo = this.opener ? "" : row;
      this.series = null;
      this.timeMap.set({ event: null });
      this.timeMap.invalidate("event");
    }

    /** Once the list stands again. */
    _goBack() {
      if (this.goBackTo === null) return;
      const { shell, map } = this.timeMap;
      const listed = this.goBackTo ? shell.node.querySelector(this.goBackTo) || shell.node.querySelector(".tm-row") : null;
      const target = this.opener || listed || map.getContainer();
      this.goBackTo = null;
      if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    }

    _closeButton() {
      const text = this.timeMap.words.text("map.card.close");
      return tm.h("button.tm-close", { type: "button", "aria-label": text, title: text, onclick: () => this._close() }, "×");
    }

    // An event ---------------------------------------------------------------------------------------------------------

    /** @param {number} i */
    _event(i) {
      const { events, words } = this.timeMap;
      const text = tm.told(this.timeMap, i);
      const family = events.families[events.family[i]];
      const kind = words.name("map.kind", text.kind);
      return [
        tm.h("div.tm-detail-head", {}, family ? tm.familySwatch(this.timeMap, family) : null, tm.h("span", {}, kind), this._closeButton()),
        tm.h("h3", {}, tm.titleWords(this.timeMap, i)),
        tm.h("p.tm-when", {}, [tm.whenWords(this.timeMap, i), tm.untilWords(this.timeMap, i)].filter(Boolean).join(" "), tm.h("span.tm-soft", {}, ` ${this._zone(i)}`)),
        tm.h("p.tm-where", {}, this._where(i)),
        words.pick(text.summary) && tm.h("p", {}, words.pick(text.summary)),
        this._facts(i),
        text.note ? tm.h("p.tm-note", {}, tm.h("strong", {}, words.text("map.card.note")), " ", text.note) : null,
        text.sources.length ? this._sources(text.sources) : null,
      ];
    }

    /**
     * The place's zone, and Almaty's hour where it differs and the hour is known.
     * @param {number} i
     */
    _zone(i) {
      const { words, offsetMin } = this.timeMap;
      const { time } = tm.told(this.timeMap, i);
      const zone = words.text("map.card.local", { zone: words.zone(time.offset_min) });
      if (time.offset_min === offsetMin || time.started.length <= 10) return zone;
      return `${zone}, ${words.text("map.card.axis_time", { time: words.date(Date.parse(time.started + ":00Z"), offsetMin - time.offset_min, "time") })}`;
    }

    /** @param {number} i */
    _where(i) {
      const { words, events } = this.timeMap;
      const where = tm.whereWords(this.timeMap, i);
      if (events.textOf(i)?.scope === "country") return where;
      const place = events.place(i);
      const parent = place && place.parent >= 0 ? events.texts?.places[place.parent] : null;
      const town = parent ? words.pick(parent.name) : "";
      const name = town && !where.endsWith(town) ? `${where}, ${town}` : where;
      return words.text("map.card.where", { name, precision: words.name("map.precision", events.precisionOf(i)) });
    }

    /** @param {number} i */
    _facts(i) {
      const { words } = this.timeMap;
      const text = tm.told(this.timeMap, i);
      const rows = [...tm.countWords(this.timeMap, i)];
      if (text.actor) rows.push([words.text("map.card.actor"), words.pick(text.actor)]);
      if (text.confidence) rows.push([words.text("map.card.confidence"), words.name("map.confidence", text.confidence)]);
      return rows.length > 0 && tm.h("dl.tm-facts", {}, rows.flatMap(([name, value]) => [tm.h("dt", {}, name), tm.h("dd", {}, value)]));
    }

    /**
     * Sources in the order given.
     * @param {tm.Citation[]} pairs
     */
    _sources(pairs) {
      const { words, events } = this.timeMap;
      const told = events.texts?.sources || {};
      const rows = pairs.map(([id, says]) => tm.h("li", {}, tm.sourceParts(words, told[id]), says ? tm.h("q.tm-says", {}, says) : null));
      return tm.h("section.tm-sources", {}, tm.h("h4", {}, words.text("map.card.sources", { n: pairs.length })), tm.h("ul", {}, rows));
    }

    // A figure ---------------------------------------------------------------------------------------------------------

    /** @param {tm.Series} series */
    _showSeries(series) {
      this.series = series;
      this.timeMap.set({ event: null });
      this.timeMap.invalidate("event");
    }

    /** @param {tm.Series} series */
    _values(series) {
      const { words } = this.timeMap;
      const rows = [...series.entries].reverse().map((entry) =>
        tm.h(
          "li",
          {},
          tm.h("strong", {}, words.range(entry.low, entry.high)),
          ` ${words.pick(entry.label)} `,
          tm.h("span.tm-soft", {}, words.text("map.figure.by", { who: words.pick(entry.by), day: words.date(Date.parse(entry.day), 0, "calendar") })),
          entry.retracted ? tm.h("em", {}, ` ${words.text("map.figure.retracted")}`) : null,
          entry.note ? tm.h("span.tm-soft", {}, entry.note) : null,
          this._sources(entry.sources),
        ),
      );
      return [tm.h("div.tm-detail-head", {}, tm.h("span", {}, words.text("map.figure.title")), this._closeButton()), tm.h("h3", {}, words.text(`map.figure.series_${series.id}`)), tm.h("p.tm-note", {}, words.text("map.figure.warning")), tm.h("ul.tm-values", {}, rows)];
    }
  };
})(L.timemap);
