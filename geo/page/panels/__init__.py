"""The panels of the page, one module each."""
