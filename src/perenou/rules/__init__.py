"""The engine: legal norms as plain typed functions over time. It knows no benefit."""
