/** Pure functions of time: what is in view, the axis' scale, and the bins of its histogram. */
(function (tm) {
  "use strict";
  tm.HOUR = 3600000;
  tm.DAY = 24 * tm.HOUR;
  /** Hours that stand for a year, e.g. as a step (see `tm.Zone`). */
  tm.YEAR_H = 365 * 24;

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

  /** A part of the axis that fills its width is no shorter than this, ms, and than this share of the whole where that is less. */
  const SHORTEST = tm.DAY / 2;
  const SHORTEST_SHARE = 1 / 40;
  /** A bar is at least this wide, px. */
  const BAR_PX = 5;
  /** Widths of bins: from seconds to weeks in ms, then months. @type {{ms?: number, months?: number}[]} */
  const BINS = [
    ...[1, 5, 15, 60, 300, 900].map((seconds) => ({ ms: seconds * 1000 })),
    ...[1, 3, 6, 12, 24, 168].map((hours) => ({ ms: hours * tm.HOUR })),
    ...[1, 3, 12, 60, 120, 300, 600, 1200, 6000, 12000].map((months) => ({ months })),
  ];
  /** What a hand can mean, s. */
  const SNAPS_S = [3600, 1800, 900, 600, 300, 60, 30, 15, 5, 1];

  /**
   * Pixels for instants and back. Time runs evenly to `foldAt`; what lies after it is folded into the last `foldShare` of the
   * whole width. A part of the axis, `from` to `to`, may be spread over the width instead of the whole.
   */
  tm.TimeScale = class {
    /**
     * @param {number} start  ms
     * @param {number} end  ms
     * @param {{foldAt?: number, foldShare?: number, width?: number}} options  `width` in px
     */
    constructor(start, end, { foldAt = end, foldShare = 0, width = 1 } = {}) {
      this.start = start;
      this.end = end;
      this.foldAt = Math.min(foldAt, end);
      this.foldShare = this.foldAt < end ? foldShare : 0;
      this.width = width;
      this.from = this.to = this.left = this.right = 0;
      this.show(start, end);
    }

    get isWhole() {
      return this.from <= this.start && this.to >= this.end;
    }

    /**
     * Where an instant stands on the whole axis: 0 is its start, 1 its end.
     * @param {number} ms
     */
    share(ms) {
      const even = 1 - this.foldShare;
      if (ms <= this.foldAt || !this.foldShare) return ((ms - this.start) / (this.foldAt - this.start)) * even;
      return even + ((ms - this.foldAt) / (this.end - this.foldAt)) * this.foldShare;
    }

    /**
     * The instant at a share of the whole axis.
     * @param {number} share
     */
    at(share) {
      const even = 1 - this.foldShare;
      if (share <= even || !this.foldShare) return this.start + (share / even) * (this.foldAt - this.start);
      return this.foldAt + ((share - even) / this.foldShare) * (this.end - this.foldAt);
    }

    /** @param {number} ms */
    x(ms) {
      return ((this.share(ms) - this.left) / (this.right - this.left)) * this.width;
    }

    /** @param {number} x */
    ms(x) {
      return this.at(this.left + (x / this.width) * (this.right - this.left));
    }

    /** @param {number} ms */
    clamp(ms) {
      return Math.min(this.end, Math.max(this.start, ms));
    }

    /**
     * The instant near `ms` that a hand can mean at this zoom: a full hour, a quarter ... a second.
     * @param {number} ms
     */
    snap(ms) {
      const x = this.x(ms);
      const pixel = (this.ms(x + 0.5) - this.ms(x - 0.5)) / 1000;
      const step = (SNAPS_S.find((seconds) => seconds <= pixel) || (pixel > 0.1 ? 1 : 0.001)) * 1000;
      return this.clamp(Math.round(ms / step) * step);
    }

    /**
     * `by` ms after `ms` as play goes: in the fold it moves on at the same pace in pixels.
     * @param {number} ms
     * @param {number} by
     */
    onward(ms, by) {
      return Math.min(this.end, this.at(this.share(ms) + (by * (1 - this.foldShare)) / (this.foldAt - this.start)));
    }

    /**
     * Spread a part of the axis over the width; it keeps to the axis and is no shorter than half a day, on a short axis a part of it.
     * @param {number} from
     * @param {number} to
     */
    show(from, to) {
      const whole = this.end - this.start;
      const length = Math.min(whole, Math.max(Math.min(SHORTEST, whole * SHORTEST_SHARE), to - from));
      const begin = to - from < length ? (from + to - length) / 2 : from;
      this.from = Math.min(this.end - length, Math.max(this.start, begin));
      this.to = this.from + length;
      this.left = this.share(this.from);
      this.right = this.share(this.to);
    }

    /**
     * Magnify `factor` times (shrink below 1); the pixel of `ms` stays where it is.
     * @param {number} factor
     * @param {number} ms
     */
    zoom(factor, ms) {
      const length = Math.min(1, (this.right - this.left) / factor);
      const place = (this.share(ms) - this.left) / (this.right - this.left);
      const left = Math.min(1 - length, Math.max(0, this.share(ms) - place * length));
      if (length >= 1) this.show(this.start, this.end);
      else this.show(this.at(left), this.at(left + length));
    }

    /**
     * Move the part shown by pixels.
     * @param {number} pixels
     */
    pan(pixels) {
      const length = this.right - this.left;
      const left = Math.min(1 - length, Math.max(0, this.left + (pixels / this.width) * length));
      this.show(this.at(left), this.at(left + length));
    }

    /**
     * Turn pages until `ms` is in the part shown; false if it was there already.
     * @param {number} ms
     */
    reveal(ms) {
      const length = this.to - this.from;
      if (ms >= this.from && ms <= this.to) return false;
      const pages = ms > this.to ? Math.ceil((ms - this.to) / length) : -Math.ceil((this.from - ms) / length);
      this.show(this.from + pages * length, this.to + pages * length);
      return true;
    }
  };

  /**
   * The finest bins whose bars are wide enough; from half a day on none below an hour, which is how well most hours are known.
   * @param {number} msPerPx
   * @param {number} length  of the part that is shown, ms
   * @returns {{ms?: number, months?: number}}
   */
  tm.binFor = function (msPerPx, length) {
    const least = Math.max(msPerPx * BAR_PX, length < tm.DAY / 2 ? 0 : tm.HOUR);
    return BINS.find(({ ms = 0, months = 0 }) => ms + months * 30 * tm.DAY >= least) || BINS[BINS.length - 1];
  };

  /**
   * Says which bin holds an instant, from the first edge on and no later than the last one.
   * @param {Float64Array} edges  about evenly spaced, so that a guess is near
   * @returns {(ms: number) => number}
   */
  function binsOf(edges) {
    const start = edges[0];
    const last = edges.length - 2;
    const width = (edges[last + 1] - start) / (last + 1);
    if (edges.every((edge, k) => edge === start + k * width)) return (ms) => Math.min(last, Math.floor((ms - start) / width));
    return (ms) => {
      let bin = Math.min(last, Math.floor((ms - start) / width));
      while (ms < edges[bin]) bin -= 1;
      while (bin < last && ms >= edges[bin + 1]) bin += 1;
      return bin;
    };
  }

  /**
   * Spread events over bins: an interval gives each bin it touches its share, so that the sum over all bins is the number of
   * events. Instants count once, in the bin that holds them; the last bin holds its end, too.
   *
   * Works in one pass over the events and one over the bins, however long the intervals are: where an interval begins and ends,
   * what a ms gives changes from there on (`rise`).
   *
   * @param {{length: number, families: object[], family: ArrayLike<number>, kept: ArrayLike<number>, earliest: ArrayLike<number>, latest: ArrayLike<number>}} events
   *   those of no family do not count
   * @param {ArrayLike<number>} edgesMs  one more than bins
   * @param {ArrayLike<number>} [kept]  which events count
   * @returns {{groups: number, count: number, sharp: Float64Array, soft: Float64Array}}  `[family * count + bin]`; `soft` holds intervals longer than a bin
   */
  tm.bin = function (events, edgesMs, kept = events.kept) {
    const { length, family, earliest, latest } = events;
    const groups = events.families.length;
    const edges = Float64Array.from(edgesMs);
    const count = edges.length - 1;
    const sharp = new Float64Array(groups * count);
    const soft = new Float64Array(groups * count);
    const rise = new Float64Array(groups * (count + 1));
    const start = edges[0];
    const end = edges[count];
    const binAt = binsOf(edges);
    for (let i = 0; i < length; i++) {
      const group = family[i];
      if (!kept[i] || group < 0) continue;
      const from = earliest[i];
      const to = latest[i];
      if (from > end || to < start) continue;
      const first = from > start ? binAt(from) : 0;
      if (!(to - from > edges[first + 1] - edges[first])) {
        if (from >= start) sharp[group * count + first] += 1;
        continue;
      }
      const share = 1 / (to - from);
      soft[group * count + first] += share * (edges[first + 1] - Math.max(from, start));
      rise[group * (count + 1) + first + 1] += share;
      if (to >= end) continue;
      const last = binAt(to);
      soft[group * count + last] -= share * (edges[last + 1] - to);
      rise[group * (count + 1) + last + 1] -= share;
    }
    gather(soft, rise, groups, edges);
    return { groups, count, sharp, soft };
  };

  /**
   * Add up what rises from bin to bin; what rounding leaves of nothing becomes nothing.
   * @param {Float64Array} soft
   * @param {Float64Array} rise
   * @param {number} groups
   * @param {ArrayLike<number>} edges
   */
  function gather(soft, rise, groups, edges) {
    const count = edges.length - 1;
    for (let group = 0; group < groups; group++) {
      let level = 0;
      for (let bin = 0; bin < count; bin++) {
        level += rise[group * (count + 1) + bin];
        const sum = soft[group * count + bin] + level * (edges[bin + 1] - edges[bin]);
        soft[group * count + bin] = sum > 1e-9 ? sum : 0;
      }
    }
  }

  /**
   * Bin the events for a part of the axis, with bins that suit its zoom and begin at full seconds, minutes ... weeks, months or
   * years of wall time. What lies at the very end of the axis is in the last bin.
   *
   * @param {tm.Zone} zone  of the axis
   * @param {ArrayLike<number>} [kept]  which events count
   * @returns the bins with `edges` (ms, one more than bins) and `top`, the height of the highest
   */
  tm.histogram = function (events, scale, zone, kept = events.kept) {
    const { from } = scale;
    const to = scale.to < scale.end ? scale.to + 1 : scale.to;
    const step = tm.binFor(scale.ms(1) - scale.ms(0), to - from);
    const edges = step.months ? tm.monthEdges(from, to, step.months, zone) : tm.evenEdges(from, to, step.ms || tm.DAY, zone);
    const bins = tm.bin(events, edges, kept);
    let top = 0;
    for (let bin = 0; bin < bins.count; bin++) top = Math.max(top, tm.binTotal(bins, bin));
    return { ...bins, edges, top };
  };

  /** Events in one bin, of all families. */
  tm.binTotal = function ({ groups, count, sharp, soft }, bin) {
    let total = 0;
    for (let group = 0; group < groups; group++) total += sharp[group * count + bin] + soft[group * count + bin];
    return total;
  };
})(L.timemap);
