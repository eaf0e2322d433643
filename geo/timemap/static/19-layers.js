/** Leaflet's layer control, also where a layer of others was never made. */
(function (tm) {
  "use strict";
  const { _addLayer } = /** @type {any} */ (L.Control.Layers.prototype);

  /**
   * Give a layer control a row for a layer. One whose plug-in did not arrive is undefined: it has no row, and the others keep theirs.
   * @this {object}  the control
   */
  tm.addLayerRow = function (layer, ...rest) {
    if (layer) _addLayer.call(this, layer, ...rest);
  };

  L.Control.Layers.include({ _addLayer: tm.addLayerRow });
})(L.timemap);
