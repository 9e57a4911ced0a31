"""What is done with a written corpus: export, corrections, verification, evaluation, inspection."""
