"""Pages: things and their custody; decisions by phone, ours and those we have heard."""
