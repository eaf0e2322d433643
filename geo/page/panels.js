/** Runs in Streamlit's page: the panel that a reader chooses under the map comes into sight. */
function showPanels() {
  /** Where the names stand higher than this part of the window, the panel is in sight. */
  const HIGH = 0.4;
  const root = document.documentElement;
  if (root.dataset.showsPanels) return;
  root.dataset.showsPanels = "true";
  /** @param {Event} event */
  const bring = ({ target }) => {
    const names = target instanceof Element ? target.closest(".st-key-panel") : null;
    if (!names || names.getBoundingClientRect().top < innerHeight * HIGH) return;
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    names.scrollIntoView({ block: "start", behavior: isStill ? "auto" : "smooth" });
  };
  // On the way down: what is pressed keeps its click to itself.
  document.addEventListener("click", bring, { capture: true });
  document.addEventListener("keydown", (event) => /^(Arrow.*|Enter| )$/.test(event.key) && bring(event), { capture: true });
}
