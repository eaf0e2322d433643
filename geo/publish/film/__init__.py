"""A film of the map: a browser plays it, pictures are taken and put together."""
