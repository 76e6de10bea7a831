"""Parental benefit, vanemahüvitis (PHS §§ 32-46⁴)."""
