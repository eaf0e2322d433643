"""What readers are told, in their language: catalogue, times in words, plural forms."""
