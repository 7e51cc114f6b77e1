"""Views: the random changes under which SimCLR learns to recognise a picture.

Same geometry and colour arithmetic as torchvision, but every picture draws its own parameters and the whole
batch is computed at once.
"""

from simclr_gui.engine.views.drawing import ViewParameters, draw_parameters
from simclr_gui.engine.views.rendering import draw_views, prepare_views, render_views

__all__ = ["ViewParameters", "draw_parameters", "draw_views", "prepare_views", "render_views"]
