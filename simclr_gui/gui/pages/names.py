"""What the pages are called in the program; a person reads their titles, which stand in the registry."""

TRAIN, VIEWS, FEATURES, MAP, RUNS, LEARN = "train", "views", "features", "map", "runs", "learn"
