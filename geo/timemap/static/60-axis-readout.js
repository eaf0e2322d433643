/** What the bar under the mouse counts, in words. */
(function (tm) {
  "use strict";

  /** A line over the histogram of one axis. */
  tm.AxisReadout = class {
    /** @param {tm.TimeAxis} axis */
    constructor(axis) {
      this.axis = axis;
      this.timeMap = axis.timeMap;
      this.node = tm.h("div.tm-readout", { hidden: true, "aria-hidden": "true" });
    }

    /**
     * Say what the bar at a pixel counts; nothing where there is none.
     * @param {number | null} x
     */
    show(x) {
      this.node.hidden = true;
      const { bins } = this.axis.picture;
      if (!bins || x === null) return;
      const { scale } = this.axis;
      const bin = bins.edges.findLastIndex((edge) => scale.x(edge) <= x);
      const total = bin >= 0 && bin < bins.count ? tm.binTotal(bins, bin) : 0;
      if (!total) return;
      this.node.hidden = false;
      this.node.textContent = this._words(bins.edges[bin], bins.edges[bin + 1], total);
      const left = Math.min(scale.width - this.node.offsetWidth, Math.max(0, x - this.node.offsetWidth / 2));
      this.node.style.transform = `translateX(${Math.round(left)}px)`;
    }

    /**
     * "5 Jan, 12:00 to 18:00: 23"; a share of an interval makes the number a rough one.
     * @param {number} from
     * @param {number} to
     * @param {number} total
     */
    _words(from, to, total) {
      const { timeMap } = this;
      const rounded = Math.max(1, Math.round(total));
      const n = `${Math.abs(total - rounded) > 0.01 ? "≈ " : ""}${timeMap.words.number(rounded)}`;
      if (timeMap.zone.plus(from, 24) === to) return timeMap.words.text("map.axis.bar_day", { day: timeMap.says(from, "calendar"), n });
      const [begin, end] = to - from < tm.DAY ? [timeMap.says(from, "short"), timeMap.says(to, "time")] : [timeMap.says(from, "calendar"), timeMap.says(to - 1, "calendar")];
      return timeMap.words.text("map.axis.bar", { from: begin, to: end, n });
    }
  };
})(L.timemap);
