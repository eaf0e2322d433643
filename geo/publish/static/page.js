/** The page around the map: the list of sources and the snippet to embed, made when asked for; the look within another page. */
(function (tm) {
  "use strict";
  const root = document.documentElement;
  const isEmbedded = new URLSearchParams(window.location.search).has("embed");

  /** Map and axis alone, with a small link to the whole page. */
  function embed() {
    root.classList.add("is-embed");
    for (const { map, shell } of tm.maps) {
      const link = tm.h("a", { href: window.location.pathname + window.location.hash, target: "_blank", rel: "noopener", "data-keeps-hash": true }, document.body.dataset.full || "");
      map.attributionControl.addAttribution(link.outerHTML);
      shell.fit();
    }
  }
  if (isEmbedded) embed();

  for (const list of document.querySelectorAll("details[data-sources]")) {
    list.addEventListener("toggle", () => {
      if (list.querySelector("ol")) return;
      const words = new tm.Words(root.lang);
      /** @type {tm.Source[]} */
      const sources = Object.values(tm.inPage({ element: list.getAttribute("data-sources") || "" }));
      list.append(tm.h("ol", {}, sources.map((source) => tm.h("li", {}, tm.sourceParts(words, source)))));
    });
  }

  for (const way of document.querySelectorAll("details[data-embed]")) {
    way.addEventListener("toggle", () => {
      const url = new URL(window.location.href);
      url.search = "?embed";
      const frame = tm.h("iframe", { src: url.href, title: way.getAttribute("data-embed"), width: "100%", height: "560", loading: "lazy", style: "border:0" });
      const field = way.querySelector("textarea");
      if (field) field.value = frame.outerHTML;
    });
  }
})(L.timemap);
