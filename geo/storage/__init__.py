"""Files on this machine: written whole or not at all, read whole, and what was read last."""
