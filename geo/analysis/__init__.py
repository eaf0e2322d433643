"""What can be said about the events: pure functions from frames to frames."""
