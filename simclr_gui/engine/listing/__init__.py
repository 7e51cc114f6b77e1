"""The runs kept on this machine as a list: what their small files say, kept in an index."""
