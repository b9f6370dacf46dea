"""The sample's notebooks are rendered ahead once, and whoever did not begin one gets it anyway."""

from training.notebooks.isolation import render_within
from training.sample.rendering import notebooks, render, rendered_ahead


def test_what_was_begun_stays_begun_for_who_asks_again_inside():
    source = notebooks()[0].read_bytes()
    with rendered_ahead([source], at_once=0):
        first = render(source, 1)
        with rendered_ahead([source], at_once=2):
            assert render(source, 1) is first
        assert render(source, 1) is first


def test_notebook_that_nobody_began_is_rendered_when_asked():
    source = notebooks()[0].read_bytes()
    assert render(source, 1) == render_within(source)
