/** Pure functions of the calendar: edges of bins, ticks of an axis, typed times. All in wall time of a `tm.Zone`. */
(function (tm) {
  "use strict";
  const SECOND = 1000;
  const MINUTE = 60 * SECOND;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;
  /** Room for one label of each kind, px. */
  const LABEL_PX = { second: 62, hour: 44, day: 25, month: 38, year: 40 };
  /** Room for a tick without a label, px. */
  const TICK_PX = { hour: 6, day: 4, year: 4 };
  const CLOCK = [...[1, 5, 10, 15, 30].map((n) => n * SECOND), ...[1, 5, 10, 15, 30].map((n) => n * MINUTE), ...[1, 3, 6, 12].map((n) => n * HOUR)];
  const DAYS = [1, 2, 5, 10, 15];
  const MONTHS = [1, 3, 6];
  const YEARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000];
  /** An axis no longer than this is read in seconds; up to a day, one with events that are known to the second. */
  const IN_SECONDS = 10 * MINUTE;

  /**
   * Year, month (0..11) and day of a wall, and its ms since midnight.
   * @param {number} wall
   */
  const parts = (wall) => {
    const date = new Date(wall);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate(), clock: wall - Math.floor(wall / DAY) * DAY };
  };

  /**
   * The edges that cover `from` to `to`: the first at or before `from`, the last at or after `to`. Where dates end (275,760 years
   * from 1970) no edge can be told; there the span itself ends them.
   * @param {(k: number) => number} edgeAt  the k-th edge, ms; one that is no later than the one before is left out
   * @param {number} from
   * @param {number} to
   */
  function edgesOf(edgeAt, from, to) {
    const first = edgeAt(0);
    const edges = [Number.isFinite(first) ? first : from];
    for (let k = 1; edges.length < 2 || edges[edges.length - 1] < to; k++) {
      const last = edges[edges.length - 1];
      const edge = edgeAt(k);
      if (!Number.isFinite(edge)) return [...edges, Math.max(to, last + SECOND)];
      if (edge > last) edges.push(edge);
    }
    return edges;
  }

  /**
   * Edges of bins of one width that cover `from` to `to`: full seconds ... hours, midnights, or Mondays for whole weeks.
   * Up to an hour bins are as long as they say, also where clocks show an hour twice; longer ones follow the calendar.
   * @returns {number[]} ms
   */
  tm.evenEdges = function (from, to, width, zone) {
    const monday = width % (7 * DAY) === 0 ? 4 * DAY : 0; // 1970 began on a Thursday
    const first = Math.floor((zone.wall(from) - monday) / width) * width + monday;
    if (width > HOUR) return edgesOf((k) => zone.instant(first + k * width), from, to);
    let edge = first - zone.ahead(from);
    return edgesOf((k) => (k ? (edge = fullAfter(edge + width, width, zone)) : edge), from, to);
  };

  /**
   * The first instant from `ms` on at which the clocks show a full `width`; they may have been put by less than that.
   * @param {number} ms
   * @param {number} width
   * @param {tm.Zone} zone
   */
  function fullAfter(ms, width, zone) {
    const wall = zone.wall(ms);
    return ms + Math.ceil(wall / width) * width - wall;
  }

  /** Edges of bins of so many months that cover `from` to `to`. */
  tm.monthEdges = function (from, to, months, zone) {
    const { year, month } = parts(zone.wall(from));
    const first = Math.floor((year * 12 + month) / months) * months;
    return edgesOf((k) => zone.instant(tm.wallOf(0, first + k * months)), from, to);
  };

  /**
   * Instants that an axis marks: seconds, hours, days, months or years, as many as have room for their label.
   *
   * @param {number} pxPerMs
   * @returns {tm.Tick[]}  by time; each has the largest unit that begins there
   */
  tm.ticks = function (from, to, pxPerMs, zone) {
    /** @type {(edges: number[], isLabelled: (wall: number) => boolean) => tm.Tick[]} */
    const marked = (edges, isLabelled) =>
      edges.filter((ms) => ms >= from && ms <= to).map((ms) => ({ ms, unit: unitAt(ms, zone), isLabelled: isLabelled(zone.wall(ms)) }));
    const px = (/** @type {number} */ ms) => ms * pxPerMs;
    const clock = CLOCK.find((step) => px(step) >= (step < MINUTE ? LABEL_PX.second : LABEL_PX.hour));
    if (clock) return marked(tm.evenEdges(from, to, between(clock, px), zone), (wall) => wall % clock === 0);
    const days = DAYS.find((n) => px(n * DAY) >= LABEL_PX.day);
    if (days) {
      const each = marked(tm.evenEdges(from, to, DAY, zone), (wall) => isDayLabelled(parts(wall).day, days));
      return px(DAY) >= TICK_PX.day ? each : each.filter((tick) => days === 1 || tick.isLabelled);
    }
    const months = MONTHS.find((n) => px(n * 730 * HOUR) >= LABEL_PX.month);
    if (months) return marked(tm.monthEdges(from, to, 1, zone), (wall) => parts(wall).month % months === 0);
    return yearTicks(from, to, (n) => px(n * 8766 * HOUR), zone);
  };

  /**
   * The steps of ticks between labels so many ms apart: full hours, minutes or seconds where there is room.
   * @param {number} labelled
   * @param {(ms: number) => number} px
   */
  function between(labelled, px) {
    const unit = labelled >= HOUR ? HOUR : labelled >= MINUTE ? MINUTE : SECOND;
    return px(unit) >= TICK_PX.hour ? unit : labelled;
  }

  /**
   * Years of a round number; before the era they are counted back from it: 100, 200.
   * @param {number} from
   * @param {number} to
   * @param {(years: number) => number} px
   * @param {tm.Zone} zone
   * @returns {tm.Tick[]}
   */
  function yearTicks(from, to, px, zone) {
    const labelled = YEARS.find((n) => px(n) >= LABEL_PX.year) || YEARS[YEARS.length - 1];
    const every = YEARS.find((n) => px(n) >= TICK_PX.year && labelled % n === 0) || labelled;
    const [first, last] = [from, to].map((ms) => parts(zone.wall(ms)).year).map((year) => (year > 0 ? year : year - 1));
    /** @type {tm.Tick[]} */
    const ticks = [];
    for (let said = Math.ceil(first / every) * every; said <= last; said += every) {
      const ms = zone.instant(tm.wallOf(said < 0 ? said + 1 : said, 0));
      if (said && ms >= from && ms <= to) ticks.push({ ms, unit: "year", isLabelled: said % labelled === 0 });
    }
    return ticks;
  }

  /**
   * Labels on the 1st, then on days that look even: 5, 10, 15 ... but none right before the next 1st.
   * @param {number} day
   * @param {number} every
   */
  function isDayLabelled(day, every) {
    if (every <= 2) return (day - 1) % every === 0 && (every === 1 || day < 31);
    return day === 1 || (day % every === 0 && day < 30);
  }

  /**
   * The largest unit that begins at an instant; a midnight that the clocks show again begins no day.
   * @param {number} ms
   * @param {tm.Zone} zone
   * @returns {tm.TickUnit}
   */
  function unitAt(ms, zone) {
    const wall = zone.wall(ms);
    const { month, day, clock } = parts(wall);
    if (clock % MINUTE) return "second";
    if (clock || zone.instant(wall) < ms) return "hour";
    if (day > 1) return "day";
    return month ? "month" : "year";
  }

  /**
   * What dates and times on a map have to say: years where there are several, seconds where all of it is short.
   *
   * @param {{start: number, end: number}} span  of the axis, ms
   * @param {tm.EventSet|null} events
   * @param {tm.Zone} zone
   * @returns {Required<tm.Detail>}
   */
  tm.detailOf = function ({ start, end }, events, zone) {
    let [first, last] = [start, Math.max(start, end - 1)];
    let isSharp = false;
    for (let i = 0; events && i < events.length; i++) {
      first = Math.min(first, events.earliest[i]);
      last = Math.max(last, events.last(i));
      isSharp = isSharp || events.earliest[i] % MINUTE !== 0;
    }
    const [from, to] = [first, last].map((ms) => parts(zone.wall(ms)).year);
    return { years: from !== to, seconds: end - start <= (isSharp ? DAY : IN_SECONDS) };
  };

  /** An instant as a field for date and time holds it: "2022-01-05T17:00"; with seconds where wanted. */
  tm.toWall = function (ms, zone, hasSeconds = false) {
    const unit = hasSeconds ? SECOND : MINUTE;
    const wall = zone.wall(Math.round(ms / unit) * unit);
    return hasSeconds ? `${tm.wallText(wall)}:${String(Math.floor(wall / SECOND) % 60).padStart(2, "0")}` : tm.wallText(wall);
  };

  /** The instant of a wall time such as "2022-01-05T17:00"; NaN where it is none. */
  tm.fromWall = (text, zone) => (text.includes("T") ? zone.instant(tm.readWall(text)) : NaN);

  /**
   * What is wrong with times that were typed: the key of a message, or "".
   * @param {number[]} times  one moment, or begin and end; ms, NaN where not readable
   * @param {{start: number, end: number}} span  of the axis
   */
  tm.wrongTimes = function (times, { start, end }) {
    if (times.some(Number.isNaN)) return "incomplete";
    if (times.some((ms) => ms < start || ms > end)) return "outside";
    return times.length === 2 && times[0] >= times[1] ? "order" : "";
  };
})(L.timemap);
