"""What the window says: names, where the run stands, how a training goes, what came of it."""
