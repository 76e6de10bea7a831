"""Estonian, English and Russian text: forms of words, amounts, dates, names and phrases."""
