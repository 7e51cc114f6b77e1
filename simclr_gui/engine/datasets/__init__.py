"""Images to learn from: drawn Shapes, folders of one's own, published data sets, as one tensor each."""
