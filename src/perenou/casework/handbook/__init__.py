"""The handbook: each benefit as the law stands on a day, made from the norms and told to people."""
