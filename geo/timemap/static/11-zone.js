/** Wall time of a zone, through the year: what its clocks show. A "wall" is that in ms since 1970, read as though it were UTC. */
(function (tm) {
  "use strict";
  const MINUTE_MS = 60000;
  const DAY_MS = 86400000;
  /** The last instant that a date can tell; the first lies as far before 1970. */
  const LAST_MS = 1e8 * DAY_MS;
  /** A stretch in which no zone puts its clocks twice; what a zone does is asked once for each. */
  const STRETCH_MS = 16 * DAY_MS;
  /** @type {Intl.DateTimeFormatOptions} */
  const PARTS = { era: "short", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" };

  /**
   * Midnight of a date; `Date.UTC` takes years below 100 for ones of the 20th century.
   * @param {number} year  astronomical: 0 is the year 1 before the era
   * @param {number} month  from 0; may run on past 11
   * @param {number} [day]
   */
  tm.wallOf = (year, month, day = 1) => new Date(0).setUTCFullYear(year, month, day);

  /**
   * A wall as text: "2022-01-05T17:00", before the year 1 "-000043-03-15T00:00".
   * @param {number} wall
   */
  tm.wallText = (wall) => new Date(wall).toISOString().slice(0, -":00.000Z".length);

  /**
   * The wall of a text "2022-01-05T17:00", with seconds or without an hour, of any year; NaN where it is none.
   * @param {string} text
   */
  tm.readWall = function (text) {
    const [, sign = "", year = "", rest = "", time = ""] = /^([+-]?)(\d{1,6})(-\d\d-\d\d)(T\d\d:\d\d(?::\d\d)?)?$/.exec(text) || [];
    const full = sign || year.length > 4 ? `${sign || "+"}${year.padStart(6, "0")}` : year.padStart(4, "0");
    return Date.parse(`${full}${rest}${time || "T00:00"}Z`);
  };

  /** The clocks of one zone. */
  tm.Zone = class {
    /** @param {string|number} name  an IANA name, or the minutes that its clocks are ahead of UTC all year */
    constructor(name) {
      this.name = name;
      /** @type {Map<number, {first: number, change: number, then: number}>} */
      this.stretches = new Map();
      /** @type {Intl.DateTimeFormat|null} */
      this.clock = typeof name === "string" && name !== "UTC" ? new Intl.DateTimeFormat("en-US", { timeZone: name, ...PARTS }) : null;
      this.fixed = typeof name === "number" ? name * MINUTE_MS : 0;
    }

    /** The place that an IANA name stands for, e.g. "New York"; "" where it names none. */
    get place() {
      const parts = typeof this.name === "string" && !this.name.startsWith("Etc/") ? this.name.split("/") : [];
      return parts.length > 1 ? parts[parts.length - 1].replaceAll("_", " ") : "";
    }

    /**
     * How far the clocks are ahead of UTC at an instant, ms.
     * @param {number} ms
     */
    ahead(ms) {
      if (!this.clock || !Number.isFinite(ms)) return this.fixed;
      const k = Math.floor(ms / STRETCH_MS);
      const { first, change, then } = this.stretches.get(k) || this._look(k);
      return ms < change ? first : then;
    }

    /** @param {number} ms  an instant */
    wall(ms) {
      return ms + this.ahead(ms);
    }

    /**
     * The instant at which the clocks show a wall: the first one of two; where they skip it, as long after the leap.
     * @param {number} wall
     */
    instant(wall) {
      const [before, after] = [wall - this.ahead(wall - DAY_MS), wall - this.ahead(wall + DAY_MS)];
      return this.wall(before) !== wall && this.wall(after) === wall ? after : before;
    }

    /**
     * Midnight of the day that holds an instant.
     * @param {number} ms
     */
    dayStart(ms) {
      return this.instant(Math.floor(this.wall(ms) / DAY_MS) * DAY_MS);
    }

    /**
     * So many hours later (or earlier); whole days and years are those of the calendar, at the same hour.
     * @param {number} ms
     * @param {number} hours
     */
    plus(ms, hours) {
      if (hours % 24) return ms + hours * 60 * MINUTE_MS;
      if (hours % tm.YEAR_H) return this.instant(this.wall(ms) + hours * 60 * MINUTE_MS);
      const date = new Date(this.wall(ms));
      return this.instant(date.setUTCFullYear(date.getUTCFullYear() + hours / tm.YEAR_H));
    }

    /**
     * What the clocks do in a stretch.
     * @param {number} k
     */
    _look(k) {
      let [from, to] = [k * STRETCH_MS, (k + 1) * STRETCH_MS];
      const [first, then] = [this._read(from), this._read(to)];
      if (first === then) from = to;
      while (to - from > 1000) {
        const middle = Math.round((from + to) / 2000) * 1000;
        if (this._read(middle) === first) from = middle;
        else to = middle;
      }
      const stretch = { first, change: to, then };
      this.stretches.set(k, stretch);
      return stretch;
    }

    /**
     * How far the clocks are ahead at an instant, as the browser knows it; beyond all dates as at the nearest of them.
     * @param {number} ms
     */
    _read(ms) {
      const whole = Math.floor(Math.min(LAST_MS, Math.max(-LAST_MS, ms)) / 1000) * 1000;
      /** @type {{[type: string]: string}} */
      const part = {};
      for (const { type, value } of /** @type {Intl.DateTimeFormat} */ (this.clock).formatToParts(whole)) part[type] = value;
      const year = part.era.startsWith("B") ? 1 - Number(part.year) : Number(part.year);
      const time = (Number(part.hour) * 60 + Number(part.minute)) * MINUTE_MS + Number(part.second) * 1000;
      return tm.wallOf(year, Number(part.month) - 1, Number(part.day)) + time - whole;
    }
  };

  /**
   * The zone of a name; a browser that does not know it shows UTC, and says so.
   * @param {string|number} name
   */
  tm.zoneOf = function (name) {
    try {
      return new tm.Zone(name);
    } catch (error) {
      reportError(error);
      return new tm.Zone(0);
    }
  };
})(L.timemap);
