"""Files that carry the facts elsewhere, and the answers for programs."""
