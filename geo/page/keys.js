/** Runs in Streamlit's page: keys pressed where nothing has the focus go to the map while it is in sight. */
function passKeys() {
  const root = document.documentElement;
  if (root.dataset.passesKeys) return;
  root.dataset.passesKeys = "true";
  // Before Streamlit's own keys, of which some are the map's, too.
  addEventListener("keydown", pass, { capture: true });

  /** @param {KeyboardEvent} event */
  function pass(event) {
    if (event.target !== document.body || event.ctrlKey || event.metaKey || event.altKey) return;
    const frame = document.querySelector('iframe[title*="folium"]');
    if (!(frame instanceof HTMLIFrameElement) || frame.getBoundingClientRect().bottom < innerHeight / 2) return;
    const body = frame.contentDocument?.body;
    const { key, code, repeat, shiftKey } = event;
    const copy = new KeyboardEvent("keydown", { key, code, repeat, shiftKey, bubbles: true, cancelable: true });
    if (!body || body.dispatchEvent(copy)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
