/** A page that runs again with other data makes its frame anew; what the reader chose stays. */
(function (tm) {
  "use strict";
  /** Name of the shelf in the page around the frames. It lives as long as that page does. */
  const SHELF = "timemapKept";
  /** What tells of one thing in the data is not kept. @type {(keyof tm.State)[]} */
  const FLEETING = ["event", "chapter", "view"];

  const PACE_MS = 100;
  /** What goes with the moment. */
  const TIMES = ["mode", "t0", "t1", "pin"];

  /**
   * The page around this frame, and which of its frames of the same title this is; null where there is none, or another origin.
   * @returns {{page: any, place: string}|null}
   */
  function surroundings() {
    try {
      const frame = /** @type {HTMLIFrameElement|null} */ (window.frameElement);
      if (!frame) return null;
      const alike = [...window.parent.document.querySelectorAll("iframe")].filter(({ title }) => title === frame.title);
      return { page: window.parent, place: `${frame.title} ${alike.indexOf(frame)}` };
    } catch {
      return null;
    }
  }

  /**
   * What a reader chose on an earlier drawing of a map, as far as it still makes sense: where the page itself now asks for something else than
   * before, or the time lies off the axis, the page has its way.
   *
   * @param {tm.Kept|null} kept
   * @param {tm.Asked} asked  by the page, now
   * @param {{start: number, end: number}} span  of the axis now
   * @returns {{state: Partial<tm.State>, view: tm.Aim|null}}
   */
  tm.stillChosen = function (kept, asked, span) {
    if (!kept || kept.asked.sets !== asked.sets) return { state: {}, view: null };
    const same = (/** @type {unknown} */ a, /** @type {unknown} */ b) => JSON.stringify(a) === JSON.stringify(b);
    const [before, now] = [kept.asked.opening, asked.opening];
    const { t1 } = kept.state;
    const isOff = t1 < span.start || t1 > span.end || !same(before.t1, now.t1);
    const entries = Object.entries(kept.state).filter(([name]) => same(before[name], now[name]) && !(isOff && TIMES.includes(name)));
    const state = Object.fromEntries(entries);
    if ("t0" in state) state.t0 = Math.max(state.t0, span.start);
    return { state, view: same(kept.asked.view, asked.view) ? kept.view : null };
  };

  /** Keeps the reader's choices of one map. */
  tm.Keeper = class {
    /** @param {tm.TimeMap} timeMap */
    constructor(timeMap) {
      this.timeMap = timeMap;
      /** Keys of the state that the reader has changed. @type {Set<string>} */
      this.touched = new Set();
      /** @type {tm.Aim|null} */
      this.view = null;
      this.hasRecalled = false;
      /** Until what was chosen is laid on the shelf. @type {ReturnType<typeof setTimeout>|0} */
      this.timer = 0;
    }

    /** What the page asks for: its sets of events, its opening, its view. @returns {tm.Asked} */
    _asked() {
      const { timeMap } = this;
      const { map, span } = timeMap;
      const opening = { ...timeMap.axis?.options.opening };
      // Where the page says nothing, these are the ends of the axis, which follow the data.
      if (opening.t0 === span.start) delete opening.t0;
      if (opening.t1 === span.end) delete opening.t1;
      return { sets: timeMap.points?.loaded.map(({ id }) => id).join(), opening, view: [map.options.center, map.options.zoom, timeMap.home, map.tmAsked] };
    }

    /**
     * The reader has changed parts of the state, or the view.
     * @param {string[]} names
     * @param {boolean} hasMoved
     */
    note(names, hasMoved) {
      names.filter((name) => !FLEETING.includes(/** @type {any} */ (name))).forEach((name) => this.touched.add(name));
      if (hasMoved) this.view = this.timeMap.view();
      if (this.hasRecalled) this.timer ||= setTimeout(() => this._lay(), PACE_MS);
    }

    /** Lay what has been chosen on the shelf; not for each frame of play. */
    _lay() {
      this.timer = 0;
      const around = surroundings();
      if (!around) return;
      const { current } = this.timeMap;
      const state = Object.fromEntries(Object.entries(current).filter(([name]) => this.touched.has(name)));
      around.page[SHELF] = around.page[SHELF] || {};
      around.page[SHELF][around.place] = JSON.stringify({ asked: this._asked(), state, view: this.view });
    }

    /** Take up what the reader chose before; once, as soon as events and axis are there. */
    recall() {
      if (this.hasRecalled || !this.timeMap.ready || !this.timeMap.axis) return;
      this.hasRecalled = true;
      const around = surroundings();
      const kept = around?.page[SHELF]?.[around.place];
      if (!kept || this.touched.size || this.timeMap.proposals.size) return;
      const { state, view } = tm.stillChosen(JSON.parse(kept), this._asked(), this.timeMap.span);
      this.timeMap.begin(state);
      if (view) this.timeMap.look({ lat: view.lat, lon: view.lon, zoom: view.zoom }, { fly: false });
      this.view = view;
      this.note(Object.keys(state), false);
    }
  };
})(L.timemap);
