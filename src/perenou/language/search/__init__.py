"""Search by word forms, terms and citations, with the reasons for each place in the list."""
