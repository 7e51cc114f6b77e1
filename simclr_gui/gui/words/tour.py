"""What the tour says: one sentence a scene, and one thing to watch or touch."""

from PySide6.QtCore import QCoreApplication

from simclr_gui.state.tour import Scene


def scene_sentence(scene: Scene) -> str:
    """In large type."""
    translate = QCoreApplication.translate
    return {
        Scene.IMAGES: translate("tour", "A network will look at these images. Nobody tells it what they show."),
        Scene.VIEWS: translate(
            "tour", "It sees every image twice, changed at random, and must find which two belong together."
        ),
        Scene.TRAINING: translate(
            "tour", "Now it learns. Each point is an image it has never seen: those it finds alike gather."
        ),
        Scene.LAYERS: translate("tour", "This is what its layers make of an image, right now."),
        Scene.RESULT: translate("tour", "Is it any good? Unseen images are recognised from what it has learned."),
        Scene.COLOURS: translate("tour", "And if the colours stay as they are? The same training again."),
    }[scene]


def scene_hint(scene: Scene) -> str:
    """What to watch or touch."""
    translate = QCoreApplication.translate
    return {
        Scene.IMAGES: translate("tour", "Look through them: ten kinds of figures, in all colours."),
        Scene.VIEWS: translate("tour", "Move a slider: the changes become stronger or weaker."),
        Scene.TRAINING: translate("tour", "Point at a dot to see its image. Watch the bars at the right."),
        Scene.LAYERS: translate("tour", "Choose another layer: the later, the less it looks like the image."),
        Scene.RESULT: translate("tour", "Drop an image of your own on the window: it lands among the others."),
        Scene.COLOURS: translate("tour", "Every dot has its image's own colour. Compare the two maps."),
    }[scene]
