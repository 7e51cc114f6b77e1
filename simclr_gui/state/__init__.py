"""What the window shows: one owner for every fact. Qt's core alone, no widgets."""
