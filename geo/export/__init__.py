"""What leaves the dashboard: one HTML file, a site, tables, pictures."""
