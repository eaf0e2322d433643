"""What leaves the dashboard: one HTML file, a site, tables, and the answers for programs."""
