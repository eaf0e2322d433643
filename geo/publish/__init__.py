"""What is published: one file, a site, a film."""
