"""The page: header, map, and the panels under it."""
