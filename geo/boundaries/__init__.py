"""Borders, lakes and rivers: how `data/boundaries` is built."""
