"""What scripts/plot.py is made of: one module for each kind of plot, and what they share."""
