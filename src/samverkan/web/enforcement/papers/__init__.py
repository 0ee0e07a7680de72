"""The papers of a case, in Swedish, the language of the authority: what each says, and its form."""
