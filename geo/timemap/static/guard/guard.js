(function () {
  "use strict";
  const [title, sentence] = TEXTS;
  /** URL of the one script that the map cannot do without; none where its URL holds it. */
  const needed = NEEDED;
  const isReady = () => Boolean(window.L && window.L.timemap && window.L.timemap.maps.length);
  /** @param {string|undefined} url */
  const isNeeded = (url) => Boolean(needed && url) && new URL(needed, document.baseURI).href === url;
  /** @param {string} detail */
  function show(detail) {
    if (isReady() || document.getElementById("timemap-failed")) return;
    const box = document.createElement("div");
    box.id = "timemap-failed";
    box.setAttribute("role", "alert");
    box.style.cssText = "display:flex;flex-direction:column;justify-content:center;text-align:center;min-height:320px;padding:24px;font:15px/1.5 sans-serif;overflow-wrap:anywhere";
    const head = document.createElement("strong");
    const text = document.createElement("p");
    head.textContent = title;
    text.textContent = sentence.replace("{detail}", detail);
    box.append(head, text);
    document.body.prepend(box);
  }
  window.addEventListener(
    "error",
    (event) => {
      const { src } = /** @type {any} */ (event.target || {});
      if (isNeeded(src) || isNeeded(event.filename)) show(src || event.message);
      else if (src && event.target instanceof HTMLScriptElement) {
        // A plug-in's script: who waits for it goes on without.
        event.stopImmediatePropagation();
        event.target.dispatchEvent(new Event("load"));
      } else if (event.message && window.L && window.L.timemap) setTimeout(() => show(event.message), 0);
    },
    true,
  );
  window.addEventListener("unhandledrejection", () => !isReady() && setTimeout(() => show("timemap.js"), 50));
})();
