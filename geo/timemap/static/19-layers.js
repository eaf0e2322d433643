/** Leaflet's layer control, also where a layer of others was never made. */
(function () {
  "use strict";
  const { _addLayer } = /** @type {any} */ (L.Control.Layers.prototype);

  /** A layer whose plug-in did not arrive is undefined: it has no row, and the other layers keep theirs. */
  L.Control.Layers.include({
    /** @param {object|undefined} layer @param {unknown[]} rest */
    _addLayer(layer, ...rest) {
      if (layer) _addLayer.call(this, layer, ...rest);
    },
  });
})();
