/** The panel beside the map: the moment in words, and room for figures, feed and card. */
(function (tm) {
  "use strict";

  /** Shared by the elements that live in the panel; the first one makes it. */
  tm.panelOf = function (timeMap) {
    if (timeMap.panel) return timeMap.panel;
    const parts = { head: tm.h("header.tm-head"), figures: tm.h("div.tm-figures"), body: tm.h("div.tm-body") };
    timeMap.shell.slot("side").append(parts.head, parts.figures, parts.body);
    timeMap.panel = parts;
    return parts;
  };

  /** Changes that follow each other faster are not read out one by one, ms. */
  const QUIET_MS = 700;

  /** The date, large; what mode the time is in; whose time it is; what is new since a pinned moment. */
  tm.elements.Moment = class {
    /** @param {tm.TimeMap} timeMap @param {{zone: tm.Text}} options */
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      this.options = options;
      /** @type {string|null} */
      this.comparison = null;
      this.date = tm.h("h2.tm-date");
      this.sub = tm.h("p.tm-sub");
      this.compared = tm.h("p.tm-compared", { hidden: true });
      this.live = tm.h("div.tm-spoken", { "aria-live": "polite" });
      tm.panelOf(timeMap).head.append(this.date, this.sub, this.compared, this.live);
    }

    /** @param {tm.Touches} touches */
    draw(touches) {
      if (touches("all", "time", "words", "filter", "data")) this._compare();
      if (!touches("all", "time", "words")) return;
      const { whole, head, hour, sub } = this.texts();
      if (whole) this.date.textContent = whole;
      else tm.fill(this.date, tm.h("span", {}, head), tm.h("span.tm-hour", {}, hour));
      this.sub.textContent = sub;
    }

    /** The time in words: `whole` for all of the axis, else `head` and `hour`, and a line below. @returns {tm.MomentTexts} */
    texts() {
      const { timeMap } = this;
      const { current, words } = timeMap;
      const { mode, t0, t1 } = current;
      const sub = words.text(mode === "all" ? "map.moment.sub_all" : `map.moment.${mode}`, { zone: words.pick(this.options.zone), year: timeMap.says(t1, "year"), from: timeMap.says(t0, "short") });
      return { whole: mode === "all" ? this._whole() : "", head: words.date(timeMap.zone.wall(t1), "head"), hour: timeMap.says(t1, "time"), sub, compared: this._compared() };
    }

    /** All of the axis in words: "January 2022", or from day to day. */
    _whole() {
      const { timeMap } = this;
      const { start, end } = timeMap.span;
      const [edge, next] = tm.monthEdges(start, start + 1, 1, timeMap.zone);
      if (edge === start && next === end) return timeMap.says(start, "month");
      return timeMap.words.text("map.moment.span", { from: timeMap.says(start, "calendar"), to: timeMap.says(end - 1, "calendar") });
    }

    /** How many events in view began since the pinned moment, and how many before it. */
    _compared() {
      const { timeMap } = this;
      const { current, words, events } = timeMap;
      const compared = current.pin === null ? null : events?.compared;
      /** @type {(side: string, range: tm.Range) => string} */
      const says = (side, { low, high }) => words.text(`map.moment.${side}`, { n: high, range: words.range(low, high), pin: timeMap.says(current.pin ?? NaN, "short") });
      return compared ? [says("since", compared.since), says("before", compared.before)] : [];
    }

    _compare() {
      const parts = this._compared();
      this.compared.hidden = !parts.length;
      const text = parts.join(" · ");
      if (text === this.comparison) return;
      this.comparison = text;
      tm.fill(this.compared, parts.map((part, k) => tm.h(`span.tm-${k ? "before" : "since"}`, {}, part)));
      clearTimeout(this.telling);
      this.telling = setTimeout(() => (this.live.textContent = parts.join(", ")), QUIET_MS);
    }
  };

  /** @typedef {{at: tm.Interval, low: number|null, high: number|null, rank: number, label: tm.Text, by: tm.Text, day: string, sources: string[]}} FigureEntry */
  /** @typedef {{id: string, entries: FigureEntry[]}} FigureSeries */
  /** @typedef {{id: string, of?: number|null, begins?: tm.Interval[], layer?: string}} FigureCount */
  /** @typedef {{series: FigureSeries[], counts: FigureCount[]}} FigureOptions */
  /** @typedef {{value: string, label: string, by?: string, isOpen?: boolean, series?: FigureSeries}} Box */

  /**
   * A row of figures, each with who gave it. Options: `series`: `[{id, entries: [{at: [earliest, latest], low, high, rank, label: {en, de}, by: {en, de}, day, sources: [id]}]}]`,
   * `counts`: `[{id, of, begins: [[earliest, latest]]}]`, or `layer`, a name of TimedRegions, in place of `begins`.
   */
  tm.elements.Figures = class {
    isBeside = true;

    /** @param {tm.TimeMap} timeMap @param {FigureOptions} options */
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      this.options = options;
      this.node = tm.panelOf(timeMap).figures;
      /** @type {string|null} */
      this.shown = null;
    }

    /** @param {tm.Touches} touches */
    draw(touches) {
      if (!touches("all", "time", "words", "data", "filter")) return;
      const boxes = [...this.options.counts.map((count) => this._counted(count)), ...this.options.series.map((series) => this._claimed(series))].flatMap((box) => box || []);
      const { current, words } = this.timeMap;
      const note = tm.isFiltered(current) ? words.text("map.figure.unfiltered") : "";
      const text = JSON.stringify([boxes, note]);
      if (text === this.shown) return;
      this.shown = text;
      tm.fill(this.node, boxes.map((box) => this._box(box)), note && tm.h("p.tm-note", {}, note));
    }

    /** @param {Box} box */
    _box({ value, label, by, isOpen, series }) {
      const inside = [tm.h("span.tm-value", {}, value), tm.h("span.tm-label", {}, label), by ? tm.h("span.tm-by", {}, by) : null];
      if (!series) return tm.h("div.tm-figure", {}, inside);
      return tm.h(`button.tm-figure${isOpen ? ".is-open" : ""}`, { type: "button", onclick: () => this.timeMap.emit("figure", { series }) }, inside);
    }

    /**
     * How many of these begins lie before the moment, for certain and at most.
     * @param {tm.Interval[]} intervals
     */
    _begun(intervals) {
      const { current } = this.timeMap;
      /** @type {tm.State} */
      const upto = { ...current, mode: current.mode === "window" ? "upto" : current.mode };
      const standings = intervals.map(([earliest, latest]) => tm.standing(earliest, latest, NaN, upto));
      return { low: standings.filter((standing) => standing === tm.IN).length, high: standings.filter((standing) => standing !== tm.OUT).length };
    }

    /**
     * How much has begun by the moment, or holds then; out of how much where that is known.
     * @param {FigureCount} count
     * @returns {Box|null}
     */
    _counted({ id, of, begins, layer }) {
      const { current, words, regions } = this.timeMap;
      if (layer && !regions) return null;
      const { low, high } = layer && regions ? regions.count(layer, current) : this._begun(begins || []);
      const part = words.range(low, high);
      const by = `map.figure.${id}.by`;
      return {
        value: of ? words.text("map.figure.of", { part, whole: of }) : part,
        label: words.has(`map.figure.${id}`) ? words.text(`map.figure.${id}`, { n: high }) : words.name("map.layer", layer || id),
        by: words.has(by) ? words.text(by) : "",
      };
    }

    /**
     * The newest published value of the lowest rank at the moment; claims of one day that differ stand as a range, with all who made them.
     * @param {FigureSeries} series
     * @returns {Box}
     */
    _claimed({ id, entries }) {
      const { timeMap } = this;
      const { current, words } = timeMap;
      const t1 = current.mode === "all" ? Infinity : current.t1;
      const known = entries.filter(({ at }) => at[0] <= t1);
      const series = { id, entries };
      if (!known.length) return { value: "–", label: words.name("map.figure", `series_${id}`), by: words.text("map.figure.none"), series };
      const rank = Math.min(...known.map((entry) => entry.rank));
      const ranked = known.filter((entry) => entry.rank === rank);
      const newest = ranked[ranked.length - 1];
      const same = ranked.filter((entry) => entry.day === newest.day && words.pick(entry.label) === words.pick(newest.label));
      const { low, high } = tm.joinRanges(same);
      const who = [...new Set(same.map((entry) => words.pick(entry.by)))].join("; ");
      const day = words.date(Date.parse(newest.day), current.mode === "all" ? "calendar" : "dayMonth", timeMap.detail);
      return { value: words.range(low, high), label: words.pick(newest.label), by: words.text("map.figure.by", { who, day }), isOpen: newest.at[1] > t1, series };
    }
  };
})(L.timemap);
