"""Other services asked over HTTP, so that none of them can harm: bounded in time and size."""
