"""The tables of `data/`: their contracts, how they are read and joined, what must hold of them."""
