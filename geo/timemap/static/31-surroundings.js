/** What stands around a map: the box that its page gives it, and the controls of others in its corners. */
(function (tm) {
  "use strict";
  const BOX = /** @type {const} */ (["position", "left", "top", "width", "height"]);

  /**
   * Place and size of a box as its page says them (percents stay percents): in its own style, else in the rule for its id, as folium writes it.
   * @param {HTMLElement} node
   */
  tm.declaredBox = function (node) {
    /** @type {{[name in typeof BOX[number]]?: string}} */
    const box = {};
    for (const sheet of document.styleSheets) {
      let rules;
      try {
        rules = sheet.cssRules;
      } catch {
        continue; // of another host
      }
      for (const rule of rules) {
        if (!(rule instanceof CSSStyleRule) || rule.selectorText !== `#${node.id}`) continue;
        for (const name of BOX) box[name] = rule.style[name] || box[name];
      }
    }
    for (const name of BOX) box[name] = node.style[name] || box[name];
    return box;
  };

  /**
   * Keep our own controls clear of those that others put into the corners of a Leaflet map: how far they reach in is `--tm-left-top` and so on.
   * @param {tm.Shell} shell
   */
  tm.clearCorners = function (shell) {
    const { map, gone } = shell.timeMap;
    const { _controlCorners: nodes } = /** @type {any} */ (map);
    /** @type {{name: string, node: HTMLElement}[]} */
    const corners = ["top", "bottom"].flatMap((side) => ["left", "right"].map((edge) => ({ name: `--tm-${edge}-${side}`, node: nodes[side + edge] })));
    const measure = () => {
      for (const { name, node } of corners) {
        const isTaken = [...node.children].some((child) => !child.matches(".leaflet-control-attribution, .leaflet-control-scale"));
        const text = `${isTaken ? node.offsetWidth : 0}px`;
        if (shell.node.style.getPropertyValue(name) !== text) shell.node.style.setProperty(name, text);
      }
    };
    const observer = new ResizeObserver(measure);
    corners.forEach(({ node }) => observer.observe(node));
    gone.signal.addEventListener("abort", () => observer.disconnect());
  };
})(L.timemap);
