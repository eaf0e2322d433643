"""What this dashboard's map draws, from the facts to elements of `geo.timemap`."""
