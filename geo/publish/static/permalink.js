/** The page's hash follows the map, and the map the hash: a link shows what its reader saw. */
(function (tm) {
  "use strict";
  const SETTLE_MS = 250;
  const node = document.getElementById("qantar-address");
  const timeMap = tm.maps[0];
  if (!node || !timeMap) return;
  const { lang } = document.documentElement;
  /** What an event may be called is known once the events are there. */
  const anyEvent = /** @type {string[]} */ (/** @type {unknown} */ ({ includes: (/** @type {string} */ id) => !timeMap.ready || timeMap.events.indexOf(id) >= 0 }));
  /** @type {tm.AddressWords} */
  const known = { ...JSON.parse(node.textContent || ""), events: anyEvent };
  let written = "";
  let timer = 0;
  timeMap.hasAddress = true;

  const given = () => window.location.hash.slice(1);

  /** Go to the same place in the page of another language, if there is one. */
  const elsewhere = (/** @type {string|null} */ wanted) => {
    const other = wanted && wanted !== lang ? document.querySelector(`link[rel=alternate][hreflang="${CSS.escape(wanted)}"]`) : null;
    return other ? other.getAttribute("data-page") : null;
  };

  /** @param {boolean} isFirst  nothing of the map has been touched yet */
  function obey(isFirst) {
    const params = new URLSearchParams(given());
    const { state, lang: wanted } = tm.address.read(params, known);
    const page = elsewhere(wanted);
    if (page) {
      params.delete("lang");
      window.location.replace(`${page}${window.location.search}#${params}`);
      return;
    }
    const { view, ...rest } = state;
    if (!isFirst || params.size) timeMap.apply(/** @type {any} */ (view ? state : rest), { fly: false });
    if (!isFirst && !view) timeMap.goHome({ fly: false });
  }

  function write() {
    timer = 0;
    if (timeMap.playing) return void wait();
    const home = /** @type {any} */ (timeMap.homeView || null);
    const view = timeMap.homely ? home : timeMap.view();
    const params = tm.address.write(/** @type {any} */ ({ ...timeMap.current, view, ...timeMap.bridge.arrival }), { home, lang: null, panel: "happened", known });
    written = String(params);
    if (written === given()) return;
    const { pathname, search } = window.location;
    try {
      window.history.replaceState(null, "", pathname + search + (written ? `#${written}` : ""));
    } catch {
      // a page without an address of its own
    }
    for (const link of document.querySelectorAll("a[data-keeps-hash]")) link.setAttribute("href", (link.getAttribute("href") || "").split("#")[0] + (written ? `#${written}` : ""));
  }

  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(write, SETTLE_MS);
  };

  obey(true);
  timeMap.on("ready", () => timeMap.current.event && timeMap.events.indexOf(timeMap.current.event) < 0 && timeMap.apply({ event: null }));
  timeMap.on("change", wait);
  window.addEventListener("hashchange", () => given() !== written && obey(false));
})(L.timemap);
