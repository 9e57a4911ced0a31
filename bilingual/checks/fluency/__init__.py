"""What is wrong with the translation as a text: loops, lost quotation marks, marks for unknown characters."""
