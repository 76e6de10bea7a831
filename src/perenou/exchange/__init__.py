"""Files that other programs take and give: calendars, letters and tables."""
