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

  /** @param {tm.StorySource} source @param {tm.Words} words */
  const row = (source, words) => {
    const told = [source.published_on, source.language, source.state === "yes" ? words.text("map.source.state") : "", words.name("map.reading", source.reading)];
    return tm.h("li", {}, tm.link(source.url, `${source.publisher}: ${source.title}`), tm.h("small", {}, told.filter(Boolean).join(" · ")));
  };

  for (const list of document.querySelectorAll("details[data-sources]")) {
    list.addEventListener("toggle", () => {
      if (list.querySelector("ol")) return;
      const words = new tm.Words(root.lang);
      /** @type {tm.StorySource[]} */
      const sources = Object.values(tm.inPage({ element: list.getAttribute("data-sources") || "" }));
      list.append(tm.h("ol", {}, sources.map((source) => row(source, words))));
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
