"""SimCLR Explorer: one window in which a person trains SimCLR and sees what the network sees."""

__version__ = "0.1.0"
