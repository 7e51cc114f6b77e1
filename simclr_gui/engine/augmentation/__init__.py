"""Views: the random changes under which SimCLR learns to recognise an image.

Same geometry and colour arithmetic as torchvision, but every image draws its own parameters and the whole
batch is computed at once.
"""

from simclr_gui.engine.augmentation.operations.operation import ViewParameters
from simclr_gui.engine.augmentation.parameters import sample_parameters
from simclr_gui.engine.augmentation.rendering import prepare_views, render_views, sample_views

__all__ = ["ViewParameters", "prepare_views", "render_views", "sample_parameters", "sample_views"]
