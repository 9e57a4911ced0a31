"""Two sentences → word links."""
