"""Answers for programs: collections, their rows, their description."""
