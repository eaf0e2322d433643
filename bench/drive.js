/**
 * Runs in the page before its own scripts, after `watch.js`: moves its time control step by step, and tells what each step took.
 * A step that was begun is waited for with `bench.result`; nothing here returns a promise to the driver, as a page may be busy for long.
 */
(() => {
  "use strict";
  if (window !== window.top) return;
  const notes = window.bench;
  const QUIET_MS = 300;
  const LONGEST_MS = 10000;
  /** Pointing and moving end after so long, with what they have found by then. */
  const ENOUGH_MS = 20000;

  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const task = () =>
    new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(0);
    });
  /** The next frame is on its way to the display. */
  const painted = async () => {
    await frame();
    await task();
  };
  const named = (prefix) => window[Object.keys(window).find((name) => name.startsWith(prefix) && window[name])];
  const begin = (work) => {
    notes.result = null;
    work().then((value) => (notes.result = { value }), (error) => (notes.result = { error: String(error) }));
  };

  // What moves in time without a server ------------------------------------------------------------------------------------

  /** How to find the control of time, and how to set it to a moment (ms since 1970). */
  const CONTROLS = {
    own: { find: () => own()?.ready && own(), set: (timeMap, t1) => timeMap.apply({ t1 }) },
    timeline: { find: () => named("timeline_slider_"), set: (slider, ms) => slider.setTime(ms) },
    timestamped: { find: () => named("map_")?.timeDimension, set: (dimension, ms) => dimension.setCurrentTime(ms) },
  };
  const own = () => window.L?.timemap?.maps[0];

  /** Wait for the control, have it show the events up to `end`; ms from the navigation to that picture. */
  notes.openWith = (kind, end) =>
    begin(async () => {
      let control;
      while (!(control = document.readyState === "complete" && CONTROLS[kind].find())) await frame();
      CONTROLS[kind].set(control, end);
      await painted();
      await painted();
      return performance.now();
    });

  /**
   * Set one moment a frame.
   * @param {object[]} patches  what our map is told; the others get `t1` alone
   * @returns ms between frames, and for our map what its script took and how many events it has drawn at the end
   */
  notes.sweep = (kind, patches) =>
    begin(async () => {
      const control = CONTROLS[kind].find();
      const set = (patch) => (kind === "own" ? control.apply(patch) : CONTROLS[kind].set(control, patch.t1));
      const steps = [];
      const scripts = kind === "own" ? timed(control, "_draw") : [];
      await frame();
      let last = await frame();
      for (const patch of patches) {
        set(patch);
        const at = await frame();
        steps.push(at - last);
        last = at;
      }
      await painted();
      delete control._draw;
      return { steps: steps.slice(1), scripts: scripts.slice(1), drawn: control.drawn };
    });

  const timed = (object, name) => {
    const found = [];
    const method = object[name];
    object[name] = function (...words) {
      const began = performance.now();
      method.apply(object, words);
      found.push(performance.now() - began);
    };
    return found;
  };

  /** How long our map takes to say what lies at points of the window, each first after a frame, then once more. */
  notes.pick = (points, times) =>
    begin(async () => {
      const timeMap = own();
      const found = [];
      const until = performance.now() + ENOUGH_MS;
      for (const [k, at] of points.entries()) {
        if (performance.now() > until) break;
        timeMap.apply({ t1: times[k] });
        await painted();
        const point = window.L.point(at);
        const began = performance.now();
        const target = timeMap.points.at(point);
        const between = performance.now();
        timeMap.points.at(point);
        const { lat, lng } = timeMap.map.containerPointToLatLng(point);
        found.push({ first: between - began, again: performance.now() - between, event: target?.event ?? -1, lat, lon: lng });
      }
      return found;
    });

  /** Move our map at once; ms to the first and to the last frame that follows. */
  notes.move = (views) =>
    begin(async () => {
      const timeMap = own();
      let last = 0;
      let first = 0;
      timeMap.on("frame", async ({ hasPainted }) => {
        if (first && !hasPainted) return;
        await task();
        last = performance.now();
        first = first || last;
      });
      const found = [];
      const until = performance.now() + ENOUGH_MS;
      for (const { lat, lon, zoom } of views) {
        if (performance.now() > until) break;
        first = last = 0;
        const began = performance.now();
        timeMap.map.setView([lat, lon], zoom, { animate: false });
        while ((!last || performance.now() - last < QUIET_MS) && performance.now() - began < LONGEST_MS) await painted();
        found.push({ first: first - began, last: last - began });
      }
      return found;
    });

  // What a server draws anew ------------------------------------------------------------------------------------------------

  let instances = -1;
  let context = null;
  for (const method of ["drawArraysInstanced", "drawElementsInstanced"]) {
    const draw = WebGL2RenderingContext.prototype[method];
    WebGL2RenderingContext.prototype[method] = function (...words) {
      draw.apply(this, words);
      context = this;
      instances = words[words.length - 1];
    };
  }
  const circles = () => {
    const frames = Array.from(document.querySelectorAll("iframe"), (one) => one.contentWindow);
    const view = frames.find((one) => one?.map?._layers && one.L);
    return view ? Object.values(view.map._layers).filter((layer) => layer instanceof view.L.CircleMarker).length : -1;
  };

  /** Note as `arrived` when `count` events are drawn as circles of Leaflet, or as instances of deck.gl whose pixels are there. */
  notes.expectEvents = (count) => {
    notes.arrived = 0;
    instances = -1;
    const seek = async () => {
      if (instances !== count && circles() !== count) return requestAnimationFrame(seek);
      if (instances === count) context.readPixels(0, 0, 1, 1, context.RGBA, context.UNSIGNED_BYTE, new Uint8Array(4));
      await task();
      notes.arrived = notes.now();
      return undefined;
    };
    requestAnimationFrame(seek);
  };
})();
