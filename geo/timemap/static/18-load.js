/** Resources: what Python wrote into the page, or serves beside it. */
(function (tm) {
  "use strict";

  /**
   * Read a resource that Python published: `{url}`, `{json}`, `{base64}` or `{element}` (see `inPage`).
   * @param {tm.Resource} resource
   * @param {"json"|"buffer"} as
   */
  tm.load = async function (resource, as) {
    if ("json" in resource) return resource.json;
    if ("element" in resource) return tm.inPage(resource);
    if ("base64" in resource) {
      const bytes = Uint8Array.from(atob(resource.base64), (letter) => letter.charCodeAt(0));
      return as === "json" ? JSON.parse(new TextDecoder().decode(bytes)) : bytes.buffer;
    }
    const answer = await fetch(resource.url);
    const type = answer.headers.get("content-type") || "";
    if (!answer.ok || /html/.test(type)) throw new Error(`${resource.url}: ${answer.status} ${type}`);
    return as === "json" ? answer.json() : answer.arrayBuffer();
  };
})(L.timemap);
