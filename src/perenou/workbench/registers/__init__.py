"""What registers say about people of a case: shown with its source, taken over one by one."""
