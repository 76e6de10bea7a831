"""Work in the background: a queue in the database, with progress, cancelling and resuming."""
