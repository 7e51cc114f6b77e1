"""One page of the window a file, or a folder where it has parts that make sense alone."""
