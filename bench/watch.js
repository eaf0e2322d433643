/** Runs in the page before its own scripts, and notes when things happen there and in the map's frame: ms since 1970. */
(() => {
  "use strict";
  if (window !== window.top) return;
  const now = () => performance.timeOrigin + performance.now();
  const notes = { now, sent: [], received: [], texts: [], charts: [], frames: [], framed: 0, mounted: 0, drawn: 0, released: 0, pressed: 0, arrived: 0 };
  window.bench = notes;

  const stamp = (view, name) => (event) => (notes[name] = view.performance.timeOrigin + event.timeStamp);
  const listen = (view) => {
    view.addEventListener("pointerup", stamp(view, "released"), true);
    view.addEventListener("keydown", stamp(view, "pressed"), true);
  };
  const views = () => Array.from(document.querySelectorAll("iframe"), (frame) => frame.contentWindow).filter((view) => view?.document);
  listen(window);

  const size = (data) => data.byteLength ?? data.size ?? data.length;
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...words) {
      super(...words);
      this.addEventListener("message", ({ data }) => notes.received.push([now(), size(data)]));
    }
    send(data) {
      notes.sent.push([now(), size(data)]);
      super.send(data);
    }
  };

  // The map's frame gets its document later, without its first scripts run anew: it is watched from here.
  const look = () => {
    const view = views().find((one) => one.map?._loaded);
    if (view && !notes.mounted) {
      notes.mounted = now();
      notes.framed = view.performance.timeOrigin;
      listen(view);
    }
    const timeMap = view?.L?.timemap?.maps[0];
    if (timeMap) timeMap.on("frame", ({ ms }) => note(timeMap, ms));
    else requestAnimationFrame(look);
  };
  const note = (timeMap, ms) => {
    notes.frames.push([now(), ms]);
    if (!notes.drawn && timeMap.drawn > 0) notes.drawn = now();
  };
  requestAnimationFrame(look);

  /** Note each frame in which the text under `selector` has changed, or a chart in it (Vega, as SVG). */
  notes.watchPanel = (selector) => {
    const panel = document.querySelector(selector);
    const inFrame = (list) => requestAnimationFrame(() => list.push(now()));
    let text = panel.textContent;
    new MutationObserver((changes) => {
      if (changes.some(({ target }) => target.closest?.("svg.marks"))) inFrame(notes.charts);
      if (panel.textContent === text) return;
      text = panel.textContent;
      inFrame(notes.texts);
    }).observe(panel, { subtree: true, childList: true, characterData: true, attributes: true });
  };

  /** Note the first frame in which a map of Leaflet shows `count` shapes. */
  notes.expect = (count) => {
    notes.arrived = 0;
    const seek = () => {
      const counts = views().map((view) => view.document.querySelectorAll("path.leaflet-interactive").length);
      if (counts.includes(count)) notes.arrived = now();
      else requestAnimationFrame(seek);
    };
    requestAnimationFrame(seek);
  };

  /**
   * Move the held handle of the time axis over its whole width and back, one step a frame.
   * @returns {Promise<{steps: number[], draws: number[], scripts: number[]}>} ms between frames; of the frame's drawing; of the map's whole callback
   */
  notes.scrub = async (count) => {
    const view = views().find((one) => one.L?.timemap);
    const timeMap = view.L.timemap.maps[0];
    const track = view.document.querySelector(".tm-track");
    const box = track.querySelector("canvas").getBoundingClientRect();
    const scripts = [];
    const draw = timeMap._draw;
    timeMap._draw = function (at) {
      const began = performance.now();
      draw.call(timeMap, at);
      scripts.push(performance.now() - began);
    };
    notes.frames.length = 0;
    const steps = await everyFrame(view, count, (k) => {
      const share = Math.abs((((2 * k) / count) % 2) - 1);
      track.dispatchEvent(new view.PointerEvent("pointermove", { clientX: box.left + share * box.width, clientY: box.top + 5, bubbles: true }));
    });
    delete timeMap._draw;
    return { steps, scripts, draws: notes.frames.map(([, ms]) => ms) };
  };

  /** Time between frames of the page at rest, ms: the display's rate. */
  notes.rest = (count) => everyFrame(window, count, () => {});

  // By the frames of the view that draws: asked for from another one, each second frame would pass unused.
  const everyFrame = async (view, count, act) => {
    const frame = () => new Promise((resolve) => view.requestAnimationFrame(resolve));
    const steps = [];
    let last = await frame();
    for (let k = 0; k < count; k++) {
      act(k);
      const at = await frame();
      steps.push(at - last);
      last = at;
    }
    return steps;
  };
})();
