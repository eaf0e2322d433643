/** The page around the map: the list of sources, made when it is opened; the look within another page. */
(function (tm) {
  "use strict";
  const root = document.documentElement;
  if (new URLSearchParams(window.location.search).has("embed")) {
    root.classList.add("is-embed");
    tm.maps.forEach((one) => one.shell.fit());
  }

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
})(L.timemap);
