/** Pure functions of time: what is in view, the axis' scale, and the bins of its histogram. */
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

  /** The shortest part of the axis that fills its width, ms. */
  const SHORTEST = tm.DAY / 2;
  /** A bar is at least this wide, px. */
  const BAR_PX = 5;
  /** Widths of bins: hours, then months. */
  /** @type {{hours?: number, months?: number}[]} */
  const BINS = [...[1, 3, 6, 12, 24, 168].map((hours) => ({ hours })), ...[1, 3, 12].map((months) => ({ months }))];
  const SNAPS_MIN = [60, 30, 15, 10, 5, 1];

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
     * The instant near `ms` that a hand can mean at this zoom: a full hour, a quarter ... a minute.
     * @param {number} ms
     */
    snap(ms) {
      const x = this.x(ms);
      const pixel = (this.ms(x + 0.5) - this.ms(x - 0.5)) / 60000;
      const step = (SNAPS_MIN.find((minutes) => minutes <= pixel) || 1) * 60000;
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
     * Spread a part of the axis over the width; it keeps to the axis and is no shorter than half a day.
     * @param {number} from
     * @param {number} to
     */
    show(from, to) {
      const length = Math.min(this.end - this.start, Math.max(SHORTEST, to - from));
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
   * The finest bins whose bars are wide enough.
   * @param {number} msPerPx
   * @returns {{hours?: number, months?: number}}
   */
  tm.binFor = function (msPerPx) {
    const wide = msPerPx * BAR_PX;
    return BINS.find(({ hours = 0, months = 0 }) => hours * tm.HOUR + months * 30 * tm.DAY >= wide) || BINS[BINS.length - 1];
  };

  /**
   * Spread events over bins of equal width: an interval gives each bin it touches its share, so that the sum over all bins
   * is the number of events. Instants count once, in the bin that holds them.
   *
   * Works in one pass over the events and one over the bins, however long the intervals are: where an interval begins and ends, the
   * height changes by what it gives a full bin from there on (`rise`).
   *
   * @param {{length: number, families: object[], family: ArrayLike<number>, kept: ArrayLike<number>, earliest: ArrayLike<number>, latest: ArrayLike<number>}} events
   *   those of no family do not count
   * @param {{start: number, width: number, count: number, kept?: ArrayLike<number>}} bins  ms, ms, number; which events count, by default `events.kept`
   * @returns {{groups: number, count: number, sharp: Float64Array, soft: Float64Array}}  `[family * count + bin]`; `soft` holds intervals longer than a bin
   */
  tm.bin = function (events, { start, width, count, kept = events.kept }) {
    const { length, family, earliest, latest } = events;
    const groups = events.families.length;
    const sharp = new Float64Array(groups * count);
    const soft = new Float64Array(groups * count);
    const rise = new Float64Array(groups * (count + 1));
    const end = start + count * width;
    for (let i = 0; i < length; i++) {
      const group = family[i];
      if (!kept[i] || group < 0) continue;
      const from = earliest[i];
      const to = latest[i];
      if (from >= end || to < start) continue;
      if (!(to - from > width)) {
        if (from >= start) sharp[group * count + Math.floor((from - start) / width)] += 1;
        continue;
      }
      const share = width / (to - from);
      const a = from > start ? (from - start) / width : 0;
      const first = Math.floor(a);
      soft[group * count + first] += share * (first + 1 - a);
      rise[group * (count + 1) + first + 1] += share;
      if (to >= end) continue;
      const b = (to - start) / width;
      const last = Math.floor(b);
      soft[group * count + last] -= share * (last + 1 - b);
      rise[group * (count + 1) + last + 1] -= share;
    }
    gather(soft, rise, groups, count);
    return { groups, count, sharp, soft };
  };

  /**
   * Add up what rises from bin to bin; what rounding leaves of nothing becomes nothing.
   * @param {Float64Array} soft
   * @param {Float64Array} rise
   * @param {number} groups
   * @param {number} count
   */
  function gather(soft, rise, groups, count) {
    for (let group = 0; group < groups; group++) {
      let level = 0;
      for (let bin = 0; bin < count; bin++) {
        level += rise[group * (count + 1) + bin];
        const sum = soft[group * count + bin] + level;
        soft[group * count + bin] = sum > 1e-9 ? sum : 0;
      }
    }
  }

  /** Join neighbouring bins: those from `firsts[k]` to before `firsts[k + 1]` become one. */
  tm.joinBins = function ({ groups, count, sharp, soft }, firsts) {
    const joined = firsts.length - 1;
    const sum = (/** @type {Float64Array} */ bins) => {
      const out = new Float64Array(groups * joined);
      for (let group = 0; group < groups; group++) {
        for (let k = 0; k < joined; k++) {
          for (let bin = firsts[k]; bin < firsts[k + 1]; bin++) out[group * joined + k] += bins[group * count + bin];
        }
      }
      return out;
    };
    return { groups, count: joined, sharp: sum(sharp), soft: sum(soft) };
  };

  /**
   * Bin the events for a part of the axis, with bins that suit its zoom and begin at full hours, days, weeks or months of wall time.
   *
   * @param {number} offsetMin  minutes that the axis' wall time is ahead of UTC
   * @param {ArrayLike<number>} [kept]  which events count
   * @returns the bins with `edges` (ms, one more than bins) and `top`, the height of the highest
   */
  tm.histogram = function (events, scale, offsetMin, kept = events.kept) {
    const step = tm.binFor(1 / ((scale.x(scale.from + tm.HOUR) - scale.x(scale.from)) / tm.HOUR));
    const width = step.hours ? step.hours * tm.HOUR : tm.DAY;
    const edges = step.months ? tm.monthEdges(scale.from, scale.to, step.months, offsetMin) : tm.evenEdges(scale.from, scale.to, width, offsetMin);
    const count = Math.round((edges[edges.length - 1] - edges[0]) / width);
    const even = tm.bin(events, { start: edges[0], width, count, kept });
    const bins = step.months ? tm.joinBins(even, edges.map((edge) => Math.round((edge - edges[0]) / width))) : even;
    let top = 0;
    for (let bin = 0; bin < bins.count; bin++) top = Math.max(top, tm.binTotal(bins, bin));
    return { ...bins, edges, top };
  };

  /**
   * Which of the kept events are drawn within a part of the map.
   * @param {{length: number, kept: ArrayLike<number>, dot: ArrayLike<number>, lat: ArrayLike<number>, lon: ArrayLike<number>}} events
   * @param {{south: number, west: number, north: number, east: number}} box  degrees
   * @returns {Uint8Array}
   */
  tm.keptWithin = function ({ length, kept, dot, lat, lon }, { south, west, north, east }) {
    const within = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      within[i] = kept[i] && dot[i] && lat[i] >= south && lat[i] <= north && lon[i] >= west && lon[i] <= east ? 1 : 0;
    }
    return within;
  };

  /** Events in one bin, of all families. */
  tm.binTotal = function ({ groups, count, sharp, soft }, bin) {
    let total = 0;
    for (let group = 0; group < groups; group++) total += sharp[group * count + bin] + soft[group * count + bin];
    return total;
  };
})(L.timemap);
