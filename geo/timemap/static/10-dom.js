/** Building page nodes. Text only ever enters through `textContent`. */
(function (tm) {
  "use strict";

  /**
   * Make a node: `h("button.tm-x", {onclick, "aria-label": "..."}, "text", child, ...)`.
   * Properties that begin with `on` are listeners; null and false leave an attribute out.
   */
  tm.h = function (spec, attributes, ...children) {
    const [tag, ...classes] = spec.split(".");
    const node = document.createElement(tag || "div");
    if (classes.length) node.className = classes.join(" ");
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : String(value));
    }
    node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
    return node;
  };

  /** Replace everything inside `node`. */
  tm.fill = function (node, ...children) {
    node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return node;
  };

  /** A link that opens beside the page; anything but http(s) stays plain text. */
  tm.link = function (url, text) {
    if (!/^https?:\/\//i.test(url || "")) return tm.h("span", {}, text);
    return tm.h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
  };

  /** Tell whether a key press belongs to a text field. */
  tm.isTyping = ({ target }) => target instanceof Element && /^(input|select|textarea)$/i.test(target.tagName);

  /** A line drawing in a square of 16, for buttons. */
  tm.sign = function (shape) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", shape);
    svg.append(path);
    return svg;
  };

  /** A small drawing of `paint(context, width, height)` for legends, as an image (canvases cost each frame); sharp on every display. */
  tm.swatch = function (width, height, paint) {
    const ratio = Math.max(1, window.devicePixelRatio || 1);
    const canvas = tm.h("canvas", { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    paint(context, width, height);
    return tm.h("img.tm-swatch", { src: canvas.toDataURL(), width, height, alt: "" });
  };
})(L.timemap);
