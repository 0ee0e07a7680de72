"""Reading an authority's own register into records; bad rows are put aside with reasons."""
