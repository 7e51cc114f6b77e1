"""ResNets of 18 to 152 layers, the projection head, and what both cost."""
