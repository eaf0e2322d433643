"""What the server serves besides the page."""
