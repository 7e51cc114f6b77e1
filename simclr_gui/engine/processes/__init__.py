"""The processes that the program is made of: what they hear, when they end, what they leave to others."""
