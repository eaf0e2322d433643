/** How an event's time, count and place are said. */
(function (tm) {
  "use strict";
  const MINUTE_MS = 60000;

  /** Whether a wall time tells an hour: "2022-01-05T14:57", not a date alone. */
  tm.hasHour = (text) => text.includes("T");

  /**
   * The time of an event without a text, in the axis' zone: an instant, an hour, a day, or what lies between two instants.
   * @param {tm.TimeMap} timeMap
   * @param {number} i
   * @returns {tm.ToldTime}
   */
  const madeTime = ({ events, zone }, i) => {
    const [earliest, latest, ended] = [events.earliest[i], events.latest[i], events.ended[i]];
    const length = latest - earliest;
    const isDay = zone.dayStart(earliest) === earliest && zone.plus(earliest, 24) === latest;
    const started = tm.toWall(earliest, zone, true);
    return {
      started: isDay ? started.split("T")[0] : started,
      until: tm.toWall(latest, zone, true),
      precision: length < MINUTE_MS ? "minute" : isDay ? "day" : length <= tm.HOUR ? "hour" : "between",
      ended: ended > latest ? tm.toWall(ended, zone, true) : "",
      offset_min: zone.ahead(earliest) / MINUTE_MS,
    };
  };

  /** What is told of an event, as `texts.json` has it; where a large set brings less, the rest is made from what is drawn. */
  tm.told = function (timeMap, i) {
    const { events } = timeMap;
    const text = events.textOf(i);
    if (text?.time && text.sources) return text;
    const made = { id: events.idOf(i), kind: events.kindOf(i), scope: "place", confidence: events.header.confidences[events.confidence[i]], sources: [] };
    return { ...made, time: madeTime(timeMap, i), ...text };
  };

  /** What an event is called: its title, else its kind. */
  tm.titleWords = function (timeMap, i) {
    const { words, events } = timeMap;
    return words.pick(events.textOf(i)?.title) || words.name("map.kind", events.kindOf(i));
  };

  /** What readers call one of several sets; the first may be without a name. */
  tm.setName = ({ events, words }, set) => words.pick(events.setNames[set]) || (set ? events.sets?.[set] || "" : words.text("map.layer.events"));

  /** Where an event happened: the name of its place, else its coordinates. */
  tm.whereWords = function (timeMap, i) {
    const { words, events } = timeMap;
    if (events.textOf(i)?.scope === "country") return words.text("map.scope.country");
    return words.pick(events.place(i)?.name) || tm.pointWords(words, events.lat[i], events.lon[i]);
  };

  /** "43.24° N, 76.95° E". */
  tm.pointWords = function (words, lat, lon) {
    /** @param {number} degrees @param {string} plus @param {string} minus */
    const side = (degrees, plus, minus) => words.text(`map.where.${degrees < 0 ? minus : plus}`, { n: Math.round(Math.abs(degrees) * 100) / 100 });
    return `${side(lat, "north", "south")}, ${side(lon > 180 ? lon - 360 : lon, "east", "west")}`;
  };

  /** The quarter of the day that a wall time stands for. */
  tm.quarterOf = (started) => ["night", "morning", "afternoon", "evening"][Math.floor(Number(started.split("T")[1].slice(0, 2)) / 6)];

  /**
   * "5 January, 14:57", or the day alone.
   * @param {tm.TimeMap} timeMap
   * @param {string} text
   */
  const instantWords = (timeMap, text) => {
    const wall = tm.readWall(text);
    const day = timeMap.dates(wall, "calendarShort");
    return tm.hasHour(text) ? `${day}, ${timeMap.dates(wall, "time")}` : day;
  };

  /** When an event happened, in the place's own time and with its precision: "some time on 5 January". */
  tm.whenWords = function (timeMap, i) {
    const { words } = timeMap;
    const { started, precision, until } = tm.told(timeMap, i).time;
    if (precision === "between") return words.text("map.when.between", { from: instantWords(timeMap, started), to: instantWords(timeMap, until || started) });
    const wall = tm.readWall(started);
    const values = { day: timeMap.dates(wall, "calendarShort"), time: timeMap.dates(wall, "time") };
    const hasHour = tm.hasHour(started);
    if (hasHour && precision === "part_of_day") return words.text(`map.when.part_${tm.quarterOf(started)}`, values);
    return words.text(`map.when.${precision}${hasHour ? "" : "_dated"}`, values);
  };

  /** The end of an event, where one is known; the hour alone on the day of its begin. */
  tm.untilWords = function (timeMap, i) {
    const { words } = timeMap;
    const { started, ended } = tm.told(timeMap, i).time;
    if (!ended) return "";
    const isSameDay = tm.hasHour(started) && tm.hasHour(ended) && ended.split("T")[0] === started.split("T")[0];
    return words.text("map.when.until", { end: isSameDay ? timeMap.dates(tm.readWall(ended), "time") : instantWords(timeMap, ended) });
  };

  /** What was counted: "killed: 2-3". */
  tm.countWords = function (timeMap, i) {
    const { words } = timeMap;
    const { count, participants } = tm.told(timeMap, i);
    /** @type {[string, string][]} */
    const lines = [];
    if (count) lines.push([words.name("map.count", count.of || ""), words.range(count.low, count.high)]);
    if (participants) lines.push([words.text("map.card.participants"), words.range(participants.low, participants.high)]);
    return lines;
  };

  /** A source: its link, then its date, language, whose it is and how far it was read. */
  tm.sourceParts = function (words, source) {
    const meta = [source.published_on, source.language, source.state === "yes" ? words.text("map.source.state") : "", words.name("map.reading", source.reading)];
    return [tm.link(source.url, `${source.publisher}: ${source.title}`), tm.h("span.tm-soft", {}, meta.filter(Boolean).join(" · "))];
  };

  /** Have something read out to people who listen, once; the axis' region serves if there is one. */
  tm.say = function (timeMap, text) {
    const voice = timeMap.voice || timeMap.axis?.live || tm.h("div.tm-spoken", { "aria-live": "polite" });
    if (!voice.parentNode) timeMap.shell.node.append(voice);
    timeMap.voice = voice;
    voice.textContent = text;
  };
})(L.timemap);
