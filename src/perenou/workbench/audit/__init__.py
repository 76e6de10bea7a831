"""Who saw, did, changed and exported what, when and why; nothing of it can be altered unseen."""
