/** The story: chapters that move time, view and layers of the map, and stand in the panel with their sources. */
(function (tm) {
  "use strict";
  /** While the map flies, time glides to a chapter's begin, if it is not in it already; then it runs to the end. */
  const GLIDE_MS = 900;
  const RUN_MS = 1800;
  const SETTLE_MS = 150;
  /** The story is fetched so long after the events, if nobody has asked for it before. */
  const PATIENCE_MS = 2000;
  /** Size of the map that the zooms of chapters are meant for, px. */
  const MEANT = { x: 1050, y: 600 };
  const NARROWER = -1.75;
  const WIDER = 0.5;
  /** What a chapter sets for itself, and what is given back to the reader at the end. */
  const OWN = /** @type {const} */ (["t0", "t1", "mode", "pin", "kinds", "confidence", "search", "sets", "density", "layers", "event"]);
  /** What must not hide a part of the story. */
  /** @type {Partial<tm.State>} */
  const CLEAR = { mode: "upto", pin: null, kinds: null, confidence: null, search: "", sets: null, density: false, event: null };

  /** @type {(share: number) => number} */
  const eased = (share) => (share < 0.5 ? 2 * share * share : 1 - (2 - 2 * share) ** 2 / 2);

  /** Options: `n`: how many chapters; `data`: a resource of `{chapters, sources}`, see `Story` in furniture.py. */
  tm.elements.Story = class {
    /**
     * @param {tm.TimeMap} timeMap
     * @param {{n: number, data: tm.Resource}} options
     */
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      this.options = options;
      /** @type {tm.Chapter[]} */
      this.chapters = [];
      /** @type {{[id: string]: tm.Source}} */
      this.sources = {};
      /** @type {string|null} the chapter that is open, and the one that was open last */
      this.open = null;
      /** @type {string|null} */
      this.place = null;
      /** @type {tm.Before|null} what the reader had before the story */
      this.before = null;
      /** @type {string|null} the chapter that the map was sent to from here */
      this.sent = null;
      this.run = 0;
      this.key = "";
      this.opening = { ...timeMap.current };
      /** @type {(name: string, step: () => void) => HTMLButtonElement} */
      const button = (name, step) => tm.h(`button.tm-button.${name}`, { type: "button", onclick: step });
      this.way = button("tm-story-way", () => this.enter());
      this.wayText = tm.h("span");
      this.count = tm.h("span.tm-story-count");
      this.close = tm.h("button.tm-close", { type: "button", onclick: () => this.leave() }, "×");
      this.steps = tm.h("div.tm-story-steps");
      this.title = tm.h("h3", { tabindex: "-1" });
      this.lead = tm.h("div");
      this.text = tm.h("div.tm-story-text", {}, this.title, this.lead);
      this.more = tm.h("div.tm-story-more");
      this.back = button("tm-story-back", () => this.turn(-1));
      this.next = button("tm-story-next", () => this.turn(1));
      this.node = tm.h("section.tm-story", { hidden: true });
      this._build();
      timeMap.shell.node.addEventListener("keydown", (event) => this._hotkey(event));
      this.n = options.n;
      /** @type {Promise<void>|null} */
      this.loading = null;
      this.data = options.data;
      const isAskedFor = timeMap.current.chapter || window.location.hash.includes("chapter=");
      if ("json" in this.data || isAskedFor) this._load();
      else timeMap.on("ready", () => setTimeout(() => this._load(), PATIENCE_MS));
    }

    /** Get the story, once: when it is asked for, else after the events. */
    _load() {
      this.loading = this.loading || this._read();
      return this.loading;
    }

    async _read() {
      const { chapters, sources } = await this.timeMap.load(this.data, "json");
      Object.assign(this, { chapters, sources });
      const linked = window.Streamlit ? null : new URLSearchParams(window.location.hash.slice(1)).get("chapter");
      if (linked && !this.timeMap.current.chapter) this.timeMap.apply({ chapter: linked });
      this.timeMap.invalidate("event");
    }

    /** Put the parts together. */
    _build() {
      this.way.append(this.wayText, tm.h("span.tm-story-arrow", { "aria-hidden": "true" }, "›"));
      this.node.append(
        tm.h("div.tm-story-head", {}, this.count, this.close),
        this.steps,
        tm.h("div.tm-story-scroll", {}, this.text, this.more),
        tm.h("div.tm-story-nav", {}, this.back, this.next),
      );
      this.node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this._key(event));
      tm.panelOf(this.timeMap).body.before(this.way, this.node);
    }

    // Reading ----------------------------------------------------------------------------------------------------------

    /** Begin the story, or go on where it was left. */
    enter() {
      const chapter = this._find(this.place) || this.chapters[0];
      if (!chapter) this._load().then(() => this.chapters.length && this.enter());
      if (!chapter || this.open) return;
      this._go(chapter);
      const { shell } = this.timeMap;
      if (!shell.isWide) shell.stage.scrollIntoView({ block: "start", behavior: tm.prefersStill() ? "auto" : "smooth" });
      requestAnimationFrame(() => this.title.focus({ preventScroll: true }));
    }

    /**
     * The next chapter or the one before; after the last one the story ends.
     * @param {1|-1} step
     */
    turn(step) {
      const at = this.chapters.findIndex(({ id }) => id === this.open) + step;
      if (at >= this.chapters.length) this.leave({ isRead: true });
      else if (at >= 0) this._go(this.chapters[at]);
    }

    /**
     * Give the reader back what was there before; the place in the story is kept.
     * @param {{isRead?: boolean}} [how]  whether it was read to its end
     */
    leave({ isRead = false } = {}) {
      const { timeMap, before } = this;
      if (!this.open) return;
      this.stop();
      if (isRead) this.place = null;
      this._touch();
      timeMap.apply({ ...before?.state, chapter: null }, { origin: "story" });
      if (before?.isHome) timeMap.goHome({ fly: true });
      else if (before?.view) timeMap.look(before.view);
      timeMap.bridge.report(SETTLE_MS);
      requestAnimationFrame(() => this.way.focus({ preventScroll: timeMap.shell.isWide }));
    }

    /** Stop the time that runs by itself. */
    stop() {
      this.run += 1;
    }

    /** @param {string|null} id */
    _find(id) {
      return this.chapters.find((chapter) => chapter.id === id);
    }

    /** From here on the map is the reader's: what was proposed before comes too late. */
    _touch() {
      this.timeMap.rev += 1;
      this.timeMap.touchedRev = this.timeMap.rev;
    }

    /**
     * Show a chapter, and have the map follow.
     * @param {tm.Chapter} chapter
     * @param {{still?: boolean, origin?: string}} [how]  `origin`: "url" where a link led here
     */
    _go(chapter, { still = tm.prefersStill(), origin = "story" } = {}) {
      const { timeMap } = this;
      if (timeMap.playing) timeMap.axis?.pause();
      this.stop();
      this.before = this.before || this._snapshot();
      this._touch();
      const { layers, view } = chapter;
      this.sent = chapter.id;
      timeMap.apply({ ...CLEAR, layers: layers.filter((layer) => timeMap.known.has(layer)), chapter: chapter.id, view: this._fitted(view) }, { origin, fly: !still });
      if (still) this._settle(chapter, origin);
      else this._play(chapter);
      tm.say(timeMap, timeMap.words.text("map.story.said", this._values(chapter)));
    }

    /** @returns {tm.Before} */
    _snapshot() {
      const { current, homely } = this.timeMap;
      const state = Object.fromEntries(OWN.map((name) => [name, structuredClone(current[name])]));
      return { state, isHome: Boolean(homely), view: this.timeMap.view() };
    }

    /**
     * Zooms are meant for a wide map: a narrower one stands further off.
     * @param {tm.Aim} view
     */
    _fitted({ lat, lon, zoom = 5 }) {
      const { x, y } = this.timeMap.map.getSize();
      const shift = Math.log2(Math.min(x / MEANT.x, y / MEANT.y));
      return { lat, lon, zoom: Math.round((zoom + Math.max(NARROWER, Math.min(WIDER, shift))) * 4) / 4 };
    }

    /**
     * Time runs to the chapter's moment; a hand on the map ends that.
     * @param {tm.Chapter} chapter
     */
    _play(chapter) {
      const { timeMap, run } = this;
      const [from, to] = chapter.at;
      const start = timeMap.current.t1;
      const begin = start >= from && start < to ? start : from;
      const rev = timeMap.touchedRev;
      let began = 0;
      /** @param {number} now */
      const step = (now) => {
        if (run !== this.run || rev !== timeMap.touchedRev || timeMap.gone.signal.aborted) return;
        began = began || now;
        const past = now - began;
        if (past >= GLIDE_MS + RUN_MS) return void this._settle(chapter);
        const isFlying = past < GLIDE_MS;
        const t1 = isFlying ? start + (begin - start) * eased(past / GLIDE_MS) : begin + (to - begin) * eased((past - GLIDE_MS) / RUN_MS);
        if (t1 !== timeMap.current.t1) timeMap.apply({ t0: Math.min(from, t1), t1 }, { origin: "story" });
        requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    }

    /** @param {tm.Chapter} chapter @param {string} [origin] */
    _settle({ at: [t0, t1] }, origin = "story") {
      this.timeMap.apply({ t0, t1 }, { origin });
      this.timeMap.bridge.report(SETTLE_MS);
    }

    // Keys -------------------------------------------------------------------------------------------------------------

    /** @param {KeyboardEvent} event */
    _key(event) {
      /** @type {{[key: string]: 1|-1}} */
      const steps = { ArrowRight: 1, ArrowLeft: -1 };
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") this.leave();
      else if (event.key === "ArrowRight" && this.open === this.chapters.at(-1)?.id) event.preventDefault();
      else if (steps[event.key]) this.turn(steps[event.key]);
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    /** @param {KeyboardEvent} event */
    _hotkey(event) {
      if (event.key.toLowerCase() !== "s" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || tm.isTyping(event)) return;
      event.preventDefault();
      if (this.open) this.title.focus({ preventScroll: this.timeMap.shell.isWide });
      else this.enter();
    }

    // Drawing ----------------------------------------------------------------------------------------------------------

    /** @param {tm.Touches} touches */
    draw(touches) {
      if (!this.timeMap.ready || !touches("all", "event", "words", "data", "theme", "size")) return;
      if (!this.chapters.length) return this._invite();
      this._follow();
      const { timeMap } = this;
      const { shell, words, theme, current, events } = timeMap;
      const chapter = this._find(this.open);
      this.way.hidden = Boolean(chapter);
      this.node.hidden = !chapter || (shell.isWide && Boolean(current.event) && Boolean(timeMap.elements.Card));
      shell.node.classList.toggle("is-telling", Boolean(chapter));
      const key = [this.open, this.place, words.lang, theme, Boolean(events.texts)].join();
      if (key === this.key) return;
      this.key = key;
      this._speak();
      if (chapter) this._fill(chapter);
    }

    /** The way in stands there before the story has arrived. */
    _invite() {
      if (this.timeMap.current.chapter) this._load();
      this.wayText.textContent = this.timeMap.words.text("map.story.start", { n: this.n });
    }

    /** The chapter of the state is the one that is open; where a link names no more than a chapter, the map goes there. */
    _follow() {
      const { timeMap, opening } = this;
      const { current } = timeMap;
      const asked = this._find(current.chapter);
      if ((asked?.id || null) === this.open) return;
      const isFromOutside = asked?.id !== this.sent;
      this.open = asked?.id || null;
      this._write(this.open);
      if (!asked) {
        Object.assign(this, { before: null, sent: null });
        this.stop();
        return;
      }
      this.place = asked.id;
      if (!isFromOutside) return;
      this.before = this.before || { state: Object.fromEntries(OWN.map((name) => [name, opening[name]])), isHome: true, view: null };
      const isBare = timeMap.homely && current.t1 === opening.t1 && current.mode === opening.mode && String(current.layers) === String(opening.layers);
      if (isBare) this._go(asked, { still: true, origin: "url" });
    }

    /**
     * A page of its own has the chapter in its address.
     * @param {string|null} id
     */
    _write(id) {
      if (window.Streamlit || this.timeMap.hasAddress) return;
      try {
        const { pathname, search } = window.location;
        window.history.replaceState(null, "", id ? `#chapter=${id}` : pathname + search);
      } catch {
        // a page without an address of its own
      }
    }

    /** @param {tm.Chapter} chapter */
    _values(chapter) {
      return { step: this.chapters.indexOf(chapter) + 1, n: this.chapters.length, title: this.timeMap.words.pick(chapter.title) };
    }

    _speak() {
      const { words } = this.timeMap;
      const left = this._find(this.place);
      this.wayText.textContent = left ? words.text("map.story.continue", this._values(left)) : words.text("map.story.start", { n: this.chapters.length });
      const name = words.text("map.story.leave");
      this.node.setAttribute("aria-label", words.text("map.story.name"));
      this.close.setAttribute("aria-label", name);
      this.close.title = name;
    }

    /** @param {tm.Chapter} chapter */
    _fill(chapter) {
      const { words } = this.timeMap;
      const values = this._values(chapter);
      const held = this.steps.contains(document.activeElement);
      this.count.textContent = words.text("map.story.step", values);
      tm.fill(this.steps, this.chapters.map((one) => this._stepButton(one, chapter)));
      if (held) this.steps.querySelector("[aria-current]")?.focus();
      const next = this.chapters[values.step];
      this.back.textContent = words.text("map.story.back");
      this.back.setAttribute("aria-disabled", String(values.step === 1));
      this.next.textContent = next ? words.text("map.story.next", { title: words.pick(next.title) }) : words.text("map.story.end");
      const scroll = /** @type {HTMLElement} */ (this.text.parentElement);
      scroll.scrollTop = 0;
      this.title.textContent = values.title;
      tm.fill(this.lead, tm.h("p.tm-soft.tm-story-when", {}, this._when(chapter)), tm.h("p", {}, words.pick(chapter.text)));
      tm.fill(this.more, this._happened(chapter), this._claims(chapter), this._sources(chapter));
    }

    /**
     * @param {tm.Chapter} one
     * @param {tm.Chapter} open
     */
    _stepButton(one, open) {
      const name = this.timeMap.words.text("map.story.go", this._values(one));
      const isPast = this.chapters.indexOf(one) < this.chapters.indexOf(open);
      return tm.h(`button.tm-story-step${isPast ? ".is-past" : ""}`, { type: "button", "aria-label": name, title: name, "aria-current": one === open ? "step" : null, onclick: () => this._go(one) });
    }

    /** @param {tm.Chapter} chapter */
    _when({ at: [from, to] }) {
      const { timeMap } = this;
      const [first, last] = [from, to].map((ms) => timeMap.says(ms, "calendarShort"));
      return first === last ? first : timeMap.words.text("map.story.span", { from: first, to: last });
    }

    /**
     * What is told of some sources; those that events cite came with them.
     * @param {string[]} ids
     * @returns {tm.Source[]}
     */
    _told(ids) {
      const known = { ...this.timeMap.events?.texts?.sources, ...this.sources };
      return ids.flatMap((id) => (known[id] ? [known[id]] : []));
    }

    /**
     * The events it tells of; a click opens their card.
     * @param {tm.Chapter} chapter
     */
    _happened({ events: ids }) {
      const { timeMap } = this;
      const { events, words } = timeMap;
      const rows = ids
        .map((id) => events.indexOf(id))
        .filter((i) => i >= 0)
        .map((i) => {
          const family = events.families[events.family[i]];
          const mark = family ? tm.familySwatch(timeMap, family) : tm.h("span.tm-quote", { "aria-hidden": "true" }, "“");
          const text = tm.h("span.tm-row-text", {}, tm.h("span.tm-row-title", {}, tm.titleWords(timeMap, i)), tm.h("span.tm-row-sub", {}, `${tm.whenWords(timeMap, i)} · ${tm.whereWords(timeMap, i)}`));
          return tm.h("button.tm-row", { type: "button", onclick: () => tm.openEvent(timeMap, i) }, mark, text);
        });
      return rows.length ? tm.h("div.tm-story-events", {}, tm.h("h4", {}, words.text("map.story.happened")), rows) : null;
    }

    /** @param {tm.Chapter} chapter */
    _claims({ claims }) {
      const { words, offsetMin } = this.timeMap;
      if (!claims.length) return null;
      const rows = claims.map(({ who, role, at, text, sources }) => {
        const day = at === null ? words.text("map.story.undated") : words.date(at, offsetMin, "calendarShort");
        const links = this._told(sources).map((source) => tm.link(source.url, source.publisher));
        return tm.h("li", {}, tm.h("q", {}, words.pick(text)), tm.h("span.tm-soft", {}, [who, words.pick(role), day].filter(Boolean).join(", ")), tm.h("span.tm-story-links", {}, links));
      });
      return tm.h("div.tm-story-claims", {}, tm.h("h4", {}, words.text("map.story.claims")), tm.h("p.tm-note", {}, words.text("map.story.indirect")), tm.h("ul", {}, rows));
    }

    /** @param {tm.Chapter} chapter */
    _sources({ sources }) {
      const { words } = this.timeMap;
      const rows = this._told(sources).map((source) => tm.h("li", {}, tm.sourceParts(words, source)));
      return tm.h("details.tm-sources.tm-story-sources", {}, tm.h("summary", {}, words.text("map.card.sources", { n: rows.length })), tm.h("ul", {}, rows));
    }
  };
})(L.timemap);
