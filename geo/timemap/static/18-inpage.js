/** Resources that stand in the page as JSON of their own: read when they are asked for, parts that several share once. */
(function (tm) {
  "use strict";
  /** @type {Map<string, any>} */
  const shared = new Map();

  /** @param {string} id  of an element that holds JSON */
  const parsed = (id) => {
    const node = document.getElementById(id);
    if (!node) throw new Error(`#${id}`);
    return JSON.parse(node.textContent || "");
  };

  /** @param {string} id */
  const part = (id) => {
    if (!shared.has(id)) shared.set(id, parsed(id));
    return shared.get(id);
  };

  /**
   * The JSON of an element of the page; `parts` names what is put into it from other elements.
   * @param {{element: string, parts?: {[name: string]: string}}} resource
   */
  tm.inPage = function ({ element, parts = {} }) {
    const content = parsed(element);
    for (const [name, id] of Object.entries(parts)) content[name] = part(id);
    return content;
  };
})(L.timemap);
