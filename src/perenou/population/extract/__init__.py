"""An agency's extract: files of rows, told by a map what each column means, into case files."""
