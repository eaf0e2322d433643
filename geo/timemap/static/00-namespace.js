/**
 * L.timemap: maps that move in time. One `TimeMap` per Leaflet map owns the state (see `controller.js`); elements register
 * a class under a name and draw themselves from that state. Files are joined in the order of their numbers into one script.
 */
(function () {
  "use strict";
  if (!window.L) throw new ReferenceError("Leaflet is missing");
  L.timemap = {
    /** Every `TimeMap` of the page, in the order of their making. */
    maps: [],
    /** Element classes by name: `new Element(timeMap, options)`. */
    elements: {},
    /** Catalogues of words by language, filled by the script's last lines. */
    words: {},
    /** Colours of the light and the dark look, filled by the script's last lines. */
    palettes: {},

    /** The TimeMap of a Leaflet map; made on first use. */
    of(map) {
      return this.maps.find((one) => one.map === map) || new L.timemap.TimeMap(map);
    },
  };
})();
