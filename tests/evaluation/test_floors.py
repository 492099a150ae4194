"""The trained model understands the development questions at least as well as promised."""

from evaluation.figures import figures
from evaluation.report import crossed, law, predict, read_floors


def test_no_figure_is_below_its_floor():
    assert crossed(figures(predict(), law()), read_floors()) == []
