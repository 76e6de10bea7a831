"""The handbook in the browser: each benefit as the law stands on a chosen day."""
