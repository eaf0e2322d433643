"""Files of others as events: what can be meant is read, the rest is refused with its line."""

from .csv_table import Table, TableError, read_csv

__all__ = ["Table", "TableError", "read_csv"]
