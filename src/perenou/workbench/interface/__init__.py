"""The operations over HTTP, and the tokens by which programs make themselves known."""
