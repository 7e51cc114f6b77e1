"""Several runs beside each other: what differs between them, and how sure the difference of their scores is."""
