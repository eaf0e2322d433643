/** Pure functions of the calendar: edges of bins, ticks of an axis, wall time as text. All in a zone `offsetMin` minutes ahead of UTC. */
(function (tm) {
  "use strict";
  const MINUTE = 60000;
  /** Room for one label of each kind, px. */
  const LABEL_PX = { hour: 44, day: 25, month: 38, year: 40 };
  const HOURS = [1, 3, 6, 12];
  const DAYS = [1, 2, 5, 10, 15];
  const MONTHS = [1, 3, 6];
  const YEARS = [1, 2, 5, 10, 20, 50, 100];

  /**
   * Year, month (0..11), day, hour of an instant.
   * @param {number} ms
   * @param {number} offsetMin
   */
  const parts = (ms, offsetMin) => {
    const date = new Date(ms + offsetMin * MINUTE);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate(), hour: date.getUTCHours() };
  };

  /**
   * @param {number} year
   * @param {number} month
   * @param {number} offsetMin
   */
  const monthStart = (year, month, offsetMin) => Date.UTC(year, month, 1) - offsetMin * MINUTE;

  /**
   * Edges of bins of one width that cover `from` to `to`: full hours, midnights, or Mondays for whole weeks.
   * @returns {number[]} ms
   */
  tm.evenEdges = function (from, to, width, offsetMin) {
    const offset = offsetMin * MINUTE;
    const monday = width % (7 * 86400000) === 0 ? 4 * 86400000 : 0; // 1970 began on a Thursday
    const first = Math.floor((from + offset - monday) / width) * width + monday - offset;
    return Array.from({ length: Math.max(1, Math.ceil((to - first) / width)) + 1 }, (_, k) => first + k * width);
  };

  /** Edges of bins of so many months that cover `from` to `to`. */
  tm.monthEdges = function (from, to, months, offsetMin) {
    const { year, month } = parts(from, offsetMin);
    const edges = [];
    for (let k = month - (month % months); !edges.length || edges[edges.length - 1] < to; k += months) edges.push(monthStart(year, k, offsetMin));
    return edges;
  };

  /**
   * Instants that an axis marks: hours, days, months or years, as many as have room for their label.
   *
   * @param {number} pxPerMs
   * @returns {{ms: number, unit: "hour"|"day"|"month"|"year", isLabelled: boolean}[]}  by time; each has the largest unit that begins there
   */
  tm.ticks = function (from, to, pxPerMs, offsetMin) {
    const px = (/** @type {number} */ hours) => hours * 3600000 * pxPerMs;
    const hours = HOURS.find((n) => px(n) >= LABEL_PX.hour);
    if (hours) return subdivided(from, to, hours, px(1) >= 6 ? 1 : hours, offsetMin);
    const days = DAYS.find((n) => px(n * 24) >= LABEL_PX.day);
    if (days) return marks(from, to, px(24) >= 4 ? 1 : days, offsetMin, (day) => isDayLabelled(day, days));
    const months = MONTHS.find((n) => px(n * 730) >= LABEL_PX.month);
    if (months) return tm.monthEdges(from, to, 1, offsetMin).map((ms) => monthMark(ms, months, offsetMin)).filter(({ ms }) => ms >= from && ms <= to);
    const years = YEARS.find((n) => px(n * 8766) >= LABEL_PX.year) || 100;
    const edges = tm.monthEdges(from, to, 12, offsetMin).filter((ms) => ms >= from && ms <= to);
    return edges.map((ms) => ({ ms, unit: "year", isLabelled: parts(ms, offsetMin).year % years === 0 }));
  };

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
   * @param {number} from
   * @param {number} to
   * @param {number} labelled
   * @param {number} every
   * @param {number} offsetMin
   * @returns {tm.Tick[]}
   */
  function subdivided(from, to, labelled, every, offsetMin) {
    return tm.evenEdges(from, to, every * 3600000, offsetMin)
      .filter((ms) => ms >= from && ms <= to)
      .map((ms) => ({ ms, unit: unitAt(ms, offsetMin), isLabelled: parts(ms, offsetMin).hour % labelled === 0 }));
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {number} every
   * @param {number} offsetMin
   * @param {(day: number) => boolean} isLabelled
   * @returns {tm.Tick[]}
   */
  function marks(from, to, every, offsetMin, isLabelled) {
    return tm.evenEdges(from, to, 86400000, offsetMin)
      .filter((ms) => ms >= from && ms <= to)
      .map((ms) => ({ ms, unit: unitAt(ms, offsetMin), isLabelled: isLabelled(parts(ms, offsetMin).day) }))
      .filter((tick) => every === 1 || tick.isLabelled);
  }

  /**
   * @param {number} ms
   * @param {number} months
   * @param {number} offsetMin
   * @returns {tm.Tick}
   */
  function monthMark(ms, months, offsetMin) {
    return { ms, unit: unitAt(ms, offsetMin), isLabelled: parts(ms, offsetMin).month % months === 0 };
  }

  /**
   * @param {number} ms
   * @param {number} offsetMin
   * @returns {tm.TickUnit}
   */
  function unitAt(ms, offsetMin) {
    const { month, day, hour } = parts(ms, offsetMin);
    if (hour) return "hour";
    if (day > 1) return "day";
    return month ? "month" : "year";
  }

  /** An instant as a field for date and time holds it: "2022-01-05T17:00". */
  tm.toWall = (ms, offsetMin) => new Date(Math.round(ms / MINUTE) * MINUTE + offsetMin * MINUTE).toISOString().slice(0, 16);

  /** The instant of a wall time such as "2022-01-05T17:00"; NaN where it is none. */
  tm.fromWall = (text, offsetMin) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(`${text.slice(0, 16)}Z`) - offsetMin * MINUTE : NaN);

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
