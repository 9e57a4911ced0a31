"""What was left in the source language, and what should have been left as it stood."""
