"""What scripts/report.py is made of: what goes into a report, and the page that shows it."""
