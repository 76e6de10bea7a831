"""From a case file to a determination: reading, solving, explaining and asking."""
