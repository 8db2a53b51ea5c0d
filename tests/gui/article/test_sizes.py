"""The page in windows of every width, at every zoom."""

from hypothesis import given
from hypothesis import strategies as st

from gui.article.sizes import PLAIN, Page, Sizes, Type

WIDTHS = st.integers(120, 5000)
ZOOMS = st.integers(50, 300)
TYPES = st.builds(Type, st.integers(12, 40), st.integers(40, 120), st.integers(160, 300))


@given(WIDTHS, ZOOMS, TYPES)
def test_the_page_fits_the_desk(width, percent, setting):
    page = Page.fitted(width, Sizes.at(percent, setting))
    assert 0 < page.width <= width
    assert 0 < page.text < page.text + page.measure < page.width
    assert page.text + page.measure <= page.notes_left
    assert page.notes_left + page.notes <= page.width


@given(WIDTHS, WIDTHS, ZOOMS, TYPES)
def test_a_wider_desk_never_takes_the_notes_away(one, other, percent, setting):
    narrow, wide = (Page.fitted(width, Sizes.at(percent, setting)) for width in sorted((one, other)))
    assert wide.notes >= narrow.notes


def test_at_full_width_the_text_has_its_measure_and_the_notes_their_margin():
    page = Page.fitted(1001, Sizes.at(100))
    assert page.measure == 600
    assert page.notes >= 180


def test_a_wider_window_moves_the_page_and_leaves_it_as_it_is():
    assert Page.fitted(1001, Sizes.at(100)) == Page.fitted(1900, Sizes.at(100))


def test_notes_shrink_before_the_text_does_and_go_before_the_text_is_a_thread():
    middle, narrow = (Page.fitted(width, Sizes.at(100)) for width in (880, 560))
    assert middle.measure == 600
    assert 120 <= middle.notes < 196
    assert narrow.notes == 0
    assert narrow.measure > 400


@given(ZOOMS, TYPES)
def test_baselines_fall_on_whole_pixels(percent, setting):
    sizes = Sizes.at(percent, setting)
    assert (
        abs((0.8 * sizes.pitch + sizes.settling) % 1) < 1e-9 or abs((0.8 * sizes.pitch + sizes.settling) % 1 - 1) < 1e-9
    )


@given(ZOOMS)
def test_three_lanes_and_a_tag_fit_under_a_line(percent):
    sizes = Sizes.at(percent)
    lowest = sizes.drop(sizes.em) + 2 * sizes.lane + sizes.stroke
    assert lowest + 0.7 * sizes.tag < sizes.pitch - 0.45 * sizes.em


def test_the_zoom_has_its_bounds():
    assert Sizes.at(10) == Sizes.at(50)
    assert Sizes.at(900) == Sizes.at(300)


@given(st.integers(70, 300), TYPES)
def test_an_underline_and_a_tag_fit_under_the_tightest_line(percent, setting):
    sizes = Sizes.at(percent, setting)
    lowest = sizes.drop(sizes.em)
    assert lowest + 0.7 * sizes.tag < sizes.pitch - 0.45 * sizes.em


def test_a_line_is_as_long_and_as_high_as_was_chosen():
    plain, chosen = Sizes.at(100), Sizes.at(200, Type(20, 60, 160))
    assert (plain.em, plain.pitch, plain.measure) == (18, 32, 600)
    assert (chosen.em, chosen.pitch) == (40, 64)
    assert chosen.measure == round(plain.measure * 40 / 18 * 60 / 72)
    wide, usual = (Page.fitted(4000, Sizes.at(100, setting)) for setting in (Type(18, 100, 180), PLAIN))
    assert wide.measure > usual.measure
