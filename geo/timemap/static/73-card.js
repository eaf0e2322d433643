/** One event in full, with its sources and what they disagree on; and every value of a figure. */
(function (tm) {
  "use strict";

  tm.elements.Card = class {
    constructor(timeMap) {
      this.timeMap = timeMap;
      this.node = tm.h("article.tm-detail", { hidden: true, tabindex: "-1" });
      tm.panelOf(timeMap).body.prepend(this.node);
      timeMap.on("figure", ({ series }) => this._showSeries(series));
      timeMap.shell.node.addEventListener("keydown", (event) => event.key === "Escape" && !this.node.hidden && this._close());
    }

    draw(touches) {
      if (!touches("all", "event", "words", "data", "theme")) return;
      const { events, current } = this.timeMap;
      if (!events?.texts) return;
      if (current.event) this.series = null;
      const i = current.event ? events.indexOf(current.event) : -1;
      const was = this.node.hidden;
      this.node.hidden = i < 0 && !this.series;
      this.timeMap.panel.body.classList.toggle("is-detail", !this.node.hidden);
      if (i >= 0) tm.fill(this.node, this._event(i));
      else if (this.series) tm.fill(this.node, this._series());
      if (was && !this.node.hidden) this._reveal();
    }

    _reveal() {
      this.timeMap.panel.body.scrollTop = 0;
      this.node.focus({ preventScroll: this.timeMap.shell.isWide });
    }

    _close() {
      const id = this.timeMap.current.event;
      const back = () => this.timeMap.shell.node.querySelector(`.tm-row[data-event="${id}"]`) || this.timeMap.shell.node.querySelector(".tm-row");
      setTimeout(() => back()?.focus({ preventScroll: true }), 60);
      this.series = null;
      this.timeMap.set({ event: null });
      this.timeMap.invalidate("event");
    }

    _closeButton() {
      const text = this.timeMap.words.text("map.card.close");
      return tm.h("button.tm-close", { type: "button", "aria-label": text, title: text, onclick: () => this._close() }, "×");
    }

    // An event ---------------------------------------------------------------------------------------------------------

    _event(i) {
      const { events, words, palette } = this.timeMap;
      const text = events.texts.events[i];
      const family = events.families[events.family[i]];
      const kind = words.name("map.kind", text.kind);
      return [
        tm.h("div.tm-detail-head", {}, family ? tm.markSwatch(family.shape, palette.families[family.id] || palette.families.other) : null, tm.h("span", {}, kind), this._closeButton()),
        tm.h("h3", {}, words.pick(text.title)),
        tm.h("p.tm-when", {}, [tm.whenWords(this.timeMap, i), tm.untilWords(this.timeMap, i)].filter(Boolean).join(" "), tm.h("span.tm-soft", {}, ` ${this._zone(i)}`)),
        tm.h("p.tm-where", {}, this._where(i)),
        tm.h("p", {}, words.pick(text.summary)),
        this._facts(i),
        text.note ? tm.h("p.tm-note", {}, tm.h("strong", {}, words.text("map.card.note")), " ", text.note) : null,
        this._sources(text.sources),
      ];
    }

    /** The place's zone, and Almaty's hour where it differs and the hour is known. */
    _zone(i) {
      const { words, events, offsetMin } = this.timeMap;
      const { time } = events.texts.events[i];
      const zone = words.text("map.card.local", { zone: words.zone(time.offset_min) });
      if (time.offset_min === offsetMin || time.started.length <= 10) return zone;
      return `${zone}, ${words.text("map.card.axis_time", { time: words.date(Date.parse(time.started + ":00Z"), offsetMin - time.offset_min, "time") })}`;
    }

    _where(i) {
      const { words, events } = this.timeMap;
      const text = events.texts.events[i];
      if (text.scope === "country") return words.text("map.scope.country");
      const place = events.place(i);
      const town = place.parent >= 0 ? words.pick(events.texts.places[place.parent].name) : "";
      const name = [words.pick(place.name), town].filter(Boolean).join(", ");
      return words.text("map.card.where", { name, precision: words.name("map.precision", events.precisionOf(i)) });
    }

    _facts(i) {
      const { words, events } = this.timeMap;
      const text = events.texts.events[i];
      const rows = [...tm.countWords(this.timeMap, i)];
      if (text.actor) rows.push([words.text("map.card.actor"), text.actor]);
      rows.push([words.text("map.card.confidence"), words.name("map.confidence", text.confidence)]);
      return tm.h("dl.tm-facts", {}, rows.flatMap(([name, value]) => [tm.h("dt", {}, name), tm.h("dd", {}, value)]));
    }

    /** Sources in the order given: `[[source id, what it says differently]]`. */
    _sources(pairs) {
      const { words, events } = this.timeMap;
      const rows = pairs.map(([id, says]) => {
        const source = events.texts.sources[id];
        const meta = [source.published_on, source.language, source.state === "yes" ? words.text("map.source.state") : "", words.name("map.reading", source.reading)].filter(Boolean).join(" · ");
        return tm.h("li", {}, tm.link(source.url, `${source.publisher}: ${source.title}`), tm.h("span.tm-soft", {}, meta), says ? tm.h("q.tm-says", {}, says) : null);
      });
      return tm.h("section.tm-sources", {}, tm.h("h4", {}, words.text("map.card.sources", { n: pairs.length })), tm.h("ul", {}, rows));
    }

    // A figure ---------------------------------------------------------------------------------------------------------

    _showSeries(series) {
      this.series = series;
      this.timeMap.set({ event: null });
      this.timeMap.invalidate("event");
    }

    _series() {
      const { words } = this.timeMap;
      const rows = [...this.series.entries].reverse().map((entry) =>
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
      return [tm.h("div.tm-detail-head", {}, tm.h("span", {}, words.text("map.figure.title")), this._closeButton()), tm.h("h3", {}, words.text(`map.figure.series_${this.series.id}`)), tm.h("p.tm-note", {}, words.text("map.figure.warning")), tm.h("ul.tm-values", {}, rows)];
    }
  };
})(L.timemap);
