"""How fast and how heavy the page is, beside its peers. Nothing here decides whether tests pass."""
