"""What a reader sees, as one value: state, address, exchange with the map, choice of events."""
