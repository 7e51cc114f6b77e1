"""Run folders as released versions wrote them; each later version must open, test and resume them."""
