/** How an event's time, count and place are said. */
(function (tm) {
  "use strict";

  /** Wall time "2022-01-05T14:57" (or a date) as if it were UTC, ms. */
  const wallMs = (text) => Date.parse(text.length > 10 ? text + ":00Z" : text + "T00:00:00Z");

  /** The quarter of the day that a wall time stands for. */
  tm.quarterOf = (started) => ["night", "morning", "afternoon", "evening"][Math.floor(Number(started.slice(11, 13)) / 6)];

  /** When an event happened, in the place's own time and with its precision: "some time on 5 January". */
  tm.whenWords = function (timeMap, i) {
    const { words, events } = timeMap;
    const { started, precision } = events.texts.events[i].time;
    const ms = wallMs(started);
    const values = { day: words.date(ms, 0, "calendarShort"), time: words.date(ms, 0, "time") };
    const hasHour = started.length > 10;
    if (hasHour && precision === "part_of_day") return words.text(`map.when.part_${tm.quarterOf(started)}`, values);
    return words.text(`map.when.${precision}${hasHour ? "" : "_dated"}`, values);
  };

  /** The end of an event, where one is known. */
  tm.untilWords = function (timeMap, i) {
    const { words, events } = timeMap;
    const { ended } = events.texts.events[i].time;
    if (!ended) return "";
    const ms = wallMs(ended);
    const day = words.date(ms, 0, "calendarShort");
    return words.text("map.when.until", { end: ended.length > 10 ? `${day}, ${words.date(ms, 0, "time")}` : day });
  };

  /** What was counted: "killed: 2-3". */
  tm.countWords = function (timeMap, i) {
    const { words, events } = timeMap;
    const { count, participants } = events.texts.events[i];
    const lines = [];
    if (count) lines.push([words.name("map.count", count.of), words.range(count.low, count.high)]);
    if (participants) lines.push([words.text("map.card.participants"), words.range(participants.low, participants.high)]);
    return lines;
  };
})(L.timemap);
