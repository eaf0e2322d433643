/** What lies around the map: Streamlit (if it is there), the look, and whether the reader wants motion. */
(function (tm) {
  "use strict";

  tm.prefersStill = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** @type {(colour: string|undefined) => boolean} */
  const isDark = (colour) => {
    const hex = /^#?([0-9a-f]{6})/i.exec(colour || "");
    if (!hex) return false;
    const value = parseInt(hex[1], 16);
    return ((value >> 16) * 299 + ((value >> 8) & 255) * 587 + (value & 255) * 114) / 1000 < 128;
  };

  /**
   * Tell `listener` when the look changes between "light" and "dark"; Streamlit's word counts, else the system's. Gives the look now.
   */
  tm.watchTheme = function (listener, signal) {
    const media = window.matchMedia("(prefers-color-scheme: dark)");
    const given = getComputedStyle(document.documentElement).getPropertyValue("--background-color").trim();
    /** @type {tm.Look|null} */
    let said = window.Streamlit && given ? (isDark(given) ? "dark" : "light") : null;
    media.addEventListener("change", () => said || listener(media.matches ? "dark" : "light"), { signal });
    window.addEventListener("message", ({ data }) => {
      if (!data || data.type !== "streamlit:render" || !data.theme) return;
      const theme = isDark(data.theme.backgroundColor) || (!data.theme.backgroundColor && data.theme.base === "dark") ? "dark" : "light";
      if (theme === said) return;
      said = theme;
      listener(theme);
    }, { signal });
    return said || (media.matches ? "dark" : "light");
  };

  /** Reports the state to Streamlit; without it, does nothing. */
  tm.Bridge = class {
    /** @param {tm.TimeMap} timeMap */
    constructor(timeMap) {
      this.timeMap = timeMap;
      this.streamlit = window.Streamlit || null;
      this.timer = 0;
      this.greeted = false;
      /** Whether the last word was said in flight, or before the greeting: another one follows. */
      this.isUnfinished = false;
      /** Where the map is on its way to. @type {(tm.Arrival & {rev: number})|null} */
      this.heading = null;
      /** Where the map is at home, as last said. @type {ReturnType<tm.TimeMap["view"]>|null} */
      this.home = null;
      /** What st_folium itself said last: clicks, drawings. @type {object} */
      this.theirs = {};
      if (this.streamlit) this._ownHeight(this.streamlit);
      if (this.streamlit) this._joinWords(this.streamlit);
      document.addEventListener("visibilitychange", () => document.hidden && this.timer && this.send(), { signal: timeMap.gone.signal });
    }

    /**
     * st_folium sets its own height again on each change; the shell knows the height that is right.
     * @param {NonNullable<Window["Streamlit"]>} streamlit
     */
    _ownHeight(streamlit) {
      const setFrameHeight = streamlit.setFrameHeight.bind(streamlit);
      streamlit.setFrameHeight = () => setFrameHeight(this.timeMap.shell.frameHeight());
      this.setHeight = () => setFrameHeight(this.timeMap.shell.frameHeight());
    }

    /**
     * A component has one value: each word of ours carries what st_folium knows, and the other way round.
     * @param {NonNullable<Window["Streamlit"]>} streamlit
     */
    _joinWords(streamlit) {
      const say = streamlit.setComponentValue.bind(streamlit);
      streamlit.setComponentValue = (theirs) => {
        this.theirs = theirs;
        say({ ...theirs, ...(this.greeted ? this._report() : {}) });
      };
      this.say = (/** @type {object} */ ours) => say({ ...this.theirs, ...ours });
    }

    _report() {
      const { isFlying: flying, taken } = this.timeMap;
      return { ...this.timeMap.state(), flying, home: this.home, taken };
    }

    /** Say that the map is there, where it is at home, and what its state is; reports wait until then. */
    hello() {
      this.greeted = true;
      this.home = this.timeMap.homeView || this.timeMap.view();
      this.say?.({ ...this.timeMap.state(), home: this.home, hello: true });
      this.landed();
    }

    /**
     * Send within `delayMs`: changes that follow wait together while the reader moves, and pass at that pace during play.
     * @param {number} delayMs
     */
    report(delayMs) {
      this.timeMap.emit("change", this.timeMap.current);
      if (!this.streamlit) return;
      if (this.timer && this.timeMap.playing) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), delayMs);
    }

    /**
     * Say where the map will have come to rest, at once: what follows it, such as an address, need not wait for the way there.
     * @param {tm.Arrival|null} arrival  null once it is there
     * @param {number} delayMs
     */
    headFor(arrival, delayMs) {
      this.heading = arrival && { ...arrival, rev: this.timeMap.touchedRev };
      this.report(delayMs);
    }

    /** Where the map is on its way to; null where it rests, and once a hand on the map has ended that. @returns {tm.Arrival|null} */
    get arrival() {
      if (!this.heading || this.heading.rev !== this.timeMap.touchedRev) return null;
      const { t0, t1, view } = this.heading;
      return { t0, t1, view };
    }

    send() {
      clearTimeout(this.timer);
      this.timer = 0;
      const { arrival } = this;
      const flying = this.timeMap.isFlying && !arrival;
      this.isUnfinished = flying || !this.greeted;
      if (!this.streamlit || !this.greeted) return;
      // After a change of size the opening view is another one; it is in each word, since one may overtake the greeting.
      if (this.timeMap.homely && !flying) this.home = this.timeMap.view();
      this.say?.({ ...this._report(), ...arrival, flying });
    }

    /** The view has come to rest, or the map has greeted. */
    landed() {
      if (this.isUnfinished) this.report(0);
    }
  };
})(L.timemap);
