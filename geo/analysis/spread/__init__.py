"""How the protests spread: first reports, tests, possible paths."""
