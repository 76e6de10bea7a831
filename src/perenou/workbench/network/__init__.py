"""Partners: whom we ask and who asks us, what was agreed, letters in and out as files."""
