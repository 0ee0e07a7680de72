"""Pages: the list and the duty desk, a case, its executions and money, papers, the krona."""
