"""Who works here: accounts, roles, what each may do, and signing in."""
