"""What is known of French and English words: spellings, stems, counterparts, names, inflection."""
