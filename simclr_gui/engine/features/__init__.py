"""h of many images and what can be read from it: feature maps, PCA, neighbours, similarities."""
