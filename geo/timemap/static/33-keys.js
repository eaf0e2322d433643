/** Keys that are pressed where nothing has the focus go to the map, if it is the only one: its keys work before a first press into it. */
(function (tm) {
  "use strict";

  /**
   * Press a key again elsewhere; what is done with it there counts for the first press, too.
   * @param {KeyboardEvent} event
   * @param {EventTarget} target
   */
  tm.passKey = function (event, target) {
    const { key, code, repeat, shiftKey } = event;
    const isOpen = target.dispatchEvent(new KeyboardEvent("keydown", { key, code, repeat, shiftKey, bubbles: true, cancelable: true }));
    if (!isOpen) event.preventDefault();
  };

  /** Takes keys for a map from its page while the map is in sight: a reader further down scrolls with them. */
  tm.takeKeys = function (timeMap) {
    document.addEventListener(
      "keydown",
      (event) => {
        const isNobodys = event.target === document.body && !event.defaultPrevented;
        const isInSight = timeMap.shell.node.getBoundingClientRect().bottom >= window.innerHeight / 2;
        if (isNobodys && isInSight && tm.maps.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) tm.passKey(event, timeMap.shell.node);
      },
      { signal: timeMap.gone.signal },
    );
  };
})(L.timemap);
