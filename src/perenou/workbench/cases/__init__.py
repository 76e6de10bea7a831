"""Cases: their versions, determinations, and who may see them."""
