"""Tags of training."""
