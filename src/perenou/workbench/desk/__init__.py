"""The first page: what waits for whoever signed in, and one search box for everything."""
