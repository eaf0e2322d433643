"""Qantar: January 2022 in Kazakhstan on a map that moves in time."""
