"""Tables to take away: CSV, XLSX, GeoJSON, Parquet, JSON."""
