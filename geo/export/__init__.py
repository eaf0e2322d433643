"""What leaves the page: files to keep, to print and to send."""
