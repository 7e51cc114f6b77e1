"""What one run of the campaign reaches and the next may miss, and why; whatever else is missed is a fault."""

import re

SELDOM = {
    r">\w*Menu(#\w+)?(/line\d+)?": "of a menu: its lines hang on where it is opened, and one of them is chosen",
    r"/QProgressBar\d*": "shows for moments, while something is read or computed",
    r"/Legend/QLineEdit": "shows where a map has more classes than rows",
    r"/Run(Look|Map)[3-7](/\w+)?": "of the further ones of eight runs beside each other, far down the page",
    r"/HeadLesson/ChanceNote(/\w+)?": "shows before the network has learned, while nothing is computed",
    r"/(FewLabelsCard|LayersCard)#card/QWidget(/\w+)?": "the line below a chart that is computed when it is asked for",
    r"/AnswerCard#card/QPushButton\d": "of a lesson: it is pressed in others",
    r"/ChainLesson/Card#card/(QPushButton|Words)1\d": "a link of the chain: they are made anew for another network",
    r"/Chart/Words2": "the value beside a title, where there is room for it",
    r"/QueueRow\d?/ToolButton\d?": "shows of a training that failed, or of one that waits among others",
    r"/ExpertView/.*/Card#card\d(/Words)?": "a column of settings: how many there are hangs on the window's width",
    r"/SetupBar#card/Words1": "shows after something impossible was chosen",
    r"ViewsPage#page/.*/EmptyState/QWidget/QPushButton": "of a place that is only waited for, with nothing to press",
    r"/ImagesCard#card/.*/Sheet": "shows where one of two runs recognises what the other mistakes",
}
"""The end of a key as a pattern, and why it is reached by chance."""


def reason_of(key: str) -> str:
    """Why a widget may be missed; empty where nothing excuses it."""
    return next((reason for pattern, reason in SELDOM.items() if re.search(f"(?:{pattern})$", key)), "")
