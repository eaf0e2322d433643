/** From event to event with the keyboard, in the order of time. */
(function (tm) {
  "use strict";
  /** @type {{[key: string]: 1|-1}} */
  const STEPS = { n: 1, p: -1 };

  /** Keys `n` and `p`, anywhere in the map's frame but in a text field: the next or previous event in view. */
  tm.EventSteps = class {
    /** @param {tm.TimeMap} timeMap */
    constructor(timeMap) {
      this.timeMap = timeMap;
      timeMap.shell.node.addEventListener("keydown", (event) => this._key(event));
    }

    /** @param {KeyboardEvent} event */
    _key(event) {
      const step = STEPS[event.key.toLowerCase()];
      if (!step || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || tm.isTyping(event) || !this.timeMap.ready) return;
      event.preventDefault();
      this.go(step);
    }

    /**
     * Open the event in view that comes next, and say its time and title; at the end say that there is none.
     * @param {1|-1} step  towards later events or earlier ones
     */
    go(step) {
      const { timeMap } = this;
      const i = this._next(step);
      if (i < 0) return tm.say(timeMap, timeMap.words.text(step > 0 ? "map.step.last" : "map.step.first"));
      tm.openEvent(timeMap, i);
      const values = { when: tm.whenWords(timeMap, i), title: tm.titleWords(timeMap, i), where: tm.whereWords(timeMap, i) };
      return tm.say(timeMap, timeMap.words.text("map.step.event", values));
    }

    /**
     * Events stand in the order of their earliest instant; of a place that is listed alone only its own count.
     * @param {1|-1} step
     */
    _next(step) {
      const { events, current, feed } = this.timeMap;
      const now = events.indexOf(current.event);
      const from = now >= 0 ? now + step : step > 0 ? 0 : events.length - 1;
      for (let i = from; i >= 0 && i < events.length; i += step) {
        if (events.standing[i] !== tm.OUT && (!feed || feed.keeps(i))) return i;
      }
      return -1;
    }
  };
})(L.timemap);
