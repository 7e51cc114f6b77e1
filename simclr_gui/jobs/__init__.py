"""Work beside the window: the engine's event streams on a thread, UMAP in a process of its own."""
