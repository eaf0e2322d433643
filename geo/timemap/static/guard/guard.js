(function () {
  "use strict";
  const [title, sentence] = TEXTS;
  const isReady = () => Boolean(window.L && window.L.timemap && window.L.timemap.maps.length);
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
      const { src, href } = /** @type {any} */ (event.target || {});
      if (!isReady()) show(src || href || event.message);
    },
    true,
  );
  window.addEventListener("unhandledrejection", () => !isReady() && setTimeout(() => show("timemap.js"), 50));
})();
