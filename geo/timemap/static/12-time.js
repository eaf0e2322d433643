/** Pure functions of time: what is in view, bins, and the axis' scale. */
(function (tm) {
  "use strict";
  tm.HOUR = 3600000;
  tm.DAY = 24 * tm.HOUR;

  /** How an event stands to the chosen time. */
  tm.OUT = 0;
  tm.OPEN = 1;
  tm.IN = 2;

  /**
   * Tell whether an event is in view: out, possible (its interval is still open), or certain.
   *
   * @param {number} earliest  the event began at this instant or later, ms
   * @param {number} latest  ... and at this one or earlier, ms
   * @param {number} ended  its end, ms; NaN where it is not known
   * @param {{mode: string, t0: number, t1: number}} state
   */
  tm.standing = function (earliest, latest, ended, state) {
    if (state.mode === "all") return tm.IN;
    if (earliest > state.t1) return tm.OUT;
    if (state.mode === "upto") return latest <= state.t1 ? tm.IN : tm.OPEN;
    const last = ended > latest ? ended : latest;
    if (!(last > state.t0 || earliest >= state.t0)) return tm.OUT;
    return latest <= state.t1 && (earliest >= state.t0 || ended > state.t0) ? tm.IN : tm.OPEN;
  };

  /**
   * Pixels for instants and back. Time runs evenly to `foldAt`; what lies after it is folded into the last `foldShare` of the
   * width, where days count nothing but their order.
   */
  tm.TimeScale = class {
    constructor(start, end, { foldAt = end, foldShare = 0, width = 1 } = {}) {
      Object.assign(this, { start, end, foldAt: Math.min(foldAt, end), width });
      this.foldShare = this.foldAt < end ? foldShare : 0;
    }

    get foldX() {
      return this.width * (1 - this.foldShare);
    }

    x(ms) {
      if (ms <= this.foldAt || !this.foldShare) return ((ms - this.start) / (this.foldAt - this.start)) * this.foldX;
      return this.foldX + ((ms - this.foldAt) / (this.end - this.foldAt)) * (this.width - this.foldX);
    }

    ms(x) {
      if (x <= this.foldX || !this.foldShare) return this.start + (x / this.foldX) * (this.foldAt - this.start);
      return this.foldAt + ((x - this.foldX) / (this.width - this.foldX)) * (this.end - this.foldAt);
    }

    clamp(ms) {
      return Math.min(this.end, Math.max(this.start, ms));
    }
  };

  /**
   * Spread events over bins of equal width: an interval gives each bin it touches its share, so that the sum over all bins
   * is the number of events. Instants count once, in the bin that holds them.
   *
   * @returns {{sharp: Float64Array[], soft: Float64Array[]}}  one array per group; `soft` holds intervals longer than a bin
   */
  tm.bin = function (events, { start, width, count, groups, group, keep }) {
    const empty = () => Array.from({ length: groups }, () => new Float64Array(count));
    const sharp = empty();
    const soft = empty();
    for (let i = 0; i < events.length; i++) {
      if (!keep(i)) continue;
      const g = group(i);
      const from = events.earliest[i];
      const to = events.latest[i];
      if (to - from <= width) {
        const bin = Math.floor((from - start) / width);
        if (bin >= 0 && bin < count) sharp[g][bin] += 1;
        continue;
      }
      const first = Math.max(0, Math.floor((from - start) / width));
      const last = Math.min(count - 1, Math.floor((to - start - 1) / width));
      for (let bin = first; bin <= last; bin++) {
        const overlap = Math.min(to, start + (bin + 1) * width) - Math.max(from, start + bin * width);
        soft[g][bin] += overlap / (to - from);
      }
    }
    return { sharp, soft };
  };
})(L.timemap);
