/** The newest events of a set, without sorting all of it. */
(function (tm) {
  "use strict";
  const MINUTE_MS = 60000;
  /** The day under which an event stands begins at most this long after its earliest instant. */
  const REACH_MS = 2 * 86400000;
  const UNSET = -1;

  /**
   * Events by their place's own day, newest first; within a day those of a known hour come first, and each of both by their earliest
   * instant, newest first. Clocks may show an hour twice, so what they show orders nothing. Days are counted from 1970 in wall time.
   */
  tm.Newest = class {
    /**
     * @param {any} events  an EventSet
     * @param {tm.Zone} zone  for events whose texts tell none
     */
    constructor(events, zone) {
      this.events = events;
      this.zone = zone;
      /** @type {tm.Texts|null} */
      this.texts = events.texts;
      this.days = new Int32Array(events.length);
      /** 1 where an event's hour is known, 0 where not. */
      this.hours = new Int8Array(events.length).fill(UNSET);
      this.offsets = new Int16Array(events.length);
    }

    /**
     * Read an event's day, and whether its hour is known.
     * @param {number} i
     */
    _read(i) {
      if (this.hours[i] !== UNSET) return;
      const time = this.events.textOf(i)?.time;
      const earliest = this.events.earliest[i];
      const wall = time ? tm.readWall(time.started) : this.zone.wall(earliest);
      this.offsets[i] = time ? time.offset_min : Math.round((wall - earliest) / MINUTE_MS);
      const isKnown = time ? /^(minute|hour)$/.test(time.precision) && tm.hasHour(time.started) : this.events.latest[i] - earliest <= tm.HOUR;
      this.days[i] = Math.floor(wall / tm.DAY);
      this.hours[i] = isKnown ? 1 : 0;
    }

    /**
     * The day on which an event is told to have begun.
     * @param {number} i
     */
    day(i) {
      this._read(i);
      return this.days[i];
    }

    /**
     * The day under which it stands at a moment: what may have begun already but is dated later stands under the moment's day.
     * @param {number} i
     * @param {{mode: string, t1: number}} state
     */
    shownDay(i, { mode, t1 }) {
      const day = this.day(i);
      return mode === "all" ? day : Math.min(day, Math.floor((t1 + this.offsets[i] * MINUTE_MS) / tm.DAY));
    }

    /**
     * The first `limit` events in view.
     * @param {number} limit
     * @param {{mode: string, t1: number}} state
     * @param {(i: number) => boolean} keep
     * @returns {number[]} indices, newest first
     */
    first(limit, state, keep) {
      const { standing, earliest } = this.events;
      /** @param {number} a @param {number} b */
      const before = (a, b) => this.shownDay(b, state) - this.shownDay(a, state) || this.hours[b] - this.hours[a] || earliest[b] - earliest[a] || a - b;
      const reach = this.texts ? REACH_MS : 0;
      /** @type {number[]} */
      let best = [];
      let worst = -1;
      for (let i = this.events.length - 1; i >= 0; i--) {
        if (standing[i] === tm.OUT || !keep(i)) continue;
        if (worst >= 0 && Math.floor((this.zone.wall(earliest[i]) + reach) / tm.DAY) < this.shownDay(worst, state)) break;
        if (worst >= 0 && before(worst, i) < 0) continue;
        best.push(i);
        if (best.length < 2 * limit) continue;
        best = best.sort(before).slice(0, limit);
        worst = best[limit - 1];
      }
      return best.sort(before).slice(0, limit);
    }
  };
})(L.timemap);
