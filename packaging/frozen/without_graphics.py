"""Before anything else in a folder without NVIDIA's libraries: a card that is there cannot be used with it."""

import os

os.environ["CUDA_VISIBLE_DEVICES"] = ""
