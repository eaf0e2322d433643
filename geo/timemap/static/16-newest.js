/** The newest events of a set, without sorting all of it. */
(function (tm) {
  "use strict";
  const MINUTE_MS = 60000;
  /** The day under which an event stands begins at most this long after its earliest instant. */
  const REACH_MS = 2 * 86400000;
  const UNSET = -32768;

  /**
   * Events by their place's own day, newest first; within a day by their hour, those of no known hour last, and then in the order of the set.
   * Days are counted from 1970 and minutes from midnight, both in wall time.
   */
  tm.Newest = class {
    /**
     * @param {any} events  an EventSet
     * @param {number} offsetMin  zone for events whose texts tell none, minutes ahead of UTC
     */
    constructor(events, offsetMin) {
      this.events = events;
      this.offsetMin = offsetMin;
      /** @type {tm.Texts|null} */
      this.texts = events.texts;
      this.days = new Int32Array(events.length);
      this.minutes = new Int16Array(events.length).fill(UNSET);
      this.offsets = new Int16Array(events.length);
    }

    /**
     * Read an event's day and minute; -1 where its hour is not known.
     * @param {number} i
     */
    _read(i) {
      if (this.minutes[i] !== UNSET) return;
      const time = this.events.textOf(i)?.time;
      this.offsets[i] = time ? time.offset_min : this.offsetMin;
      const wall = time ? Date.parse(time.started.length > 10 ? `${time.started}:00Z` : time.started) : this.events.earliest[i] + this.offsetMin * MINUTE_MS;
      const isKnown = time ? /^(minute|hour)$/.test(time.precision) && time.started.length > 10 : this.events.latest[i] - this.events.earliest[i] <= tm.HOUR;
      this.days[i] = Math.floor(wall / tm.DAY);
      this.minutes[i] = isKnown ? Math.floor((wall - this.days[i] * tm.DAY) / MINUTE_MS) : -1;
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
      const before = (a, b) => this.shownDay(b, state) - this.shownDay(a, state) || this.minutes[b] - this.minutes[a] || a - b;
      const reach = (this.texts ? REACH_MS : 0) + this.offsetMin * MINUTE_MS;
      /** @type {number[]} */
      let best = [];
      let worst = -1;
      for (let i = this.events.length - 1; i >= 0; i--) {
        if (standing[i] === tm.OUT || !keep(i)) continue;
        if (worst >= 0 && Math.floor((earliest[i] + reach) / tm.DAY) < this.shownDay(worst, state)) break;
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
