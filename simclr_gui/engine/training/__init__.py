"""SimCLR's training loop, its loss, its checkpoints, and whether it goes well."""
