"""Process analysis: event logs, what they tell, and what would be if."""
