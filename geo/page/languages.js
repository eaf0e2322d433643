/**
 * Runs in Streamlit's page: says which language it speaks, and has the links to the others change it in place.
 * @param {string} lang
 * @param {string} label  what the links are, in that language
 */
function speak(lang, label) {
  const links = document.querySelector(".q-languages");
  if (!links) return void requestAnimationFrame(() => speak(lang, label));
  // Streamlit's page calls itself English always; screen readers must know better.
  document.documentElement.lang = lang;
  links.setAttribute("aria-label", label);
  for (const link of links.querySelectorAll("a")) {
    if (link.lang === lang) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    // The page as it is now, for those who open the link in a tab of its own.
    link.onpointerdown = link.onfocus = () => (link.href = sight(link.lang));
    link.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (link.lang === lang) return;
      history.pushState(null, "", sight(link.lang));
      // Streamlit runs the page anew for an address that the reader chose.
      dispatchEvent(new PopStateEvent("popstate"));
    };
  }

  /** @param {string} other */
  function sight(other) {
    const address = new URL(location.href);
    address.searchParams.set("lang", other);
    return address.href;
  }
}
