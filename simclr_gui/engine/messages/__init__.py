"""What the program says: sentences that can be translated, errors a user can act on, numbers as text."""
