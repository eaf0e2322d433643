"""The charts of the panels, drawn by Altair alone: a page shows them, a file may hold them."""
