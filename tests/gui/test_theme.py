"""Both themes: the same roles, enough contrast, a style sheet without gaps."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from core.colours import APART, BLINDNESS, distance
from core.labels import COLOURS, DEFAULT_LABELS, FALLBACK_COLOUR
from gui.label_set.papers import concerns
from gui.theme import CONTRAST, CONTRAST_DARK, DARK, LIGHT, THEMES, blended, contrast, load_theme, system_theme

ROLES = sorted({label.colour for label in DEFAULT_LABELS} | {FALLBACK_COLOUR})

HIGH = (CONTRAST, CONTRAST_DARK)
high_contrast = pytest.mark.parametrize("theme", [load_theme(name) for name in HIGH], ids=HIGH)
themes = pytest.mark.parametrize("theme", [load_theme(name) for name in THEMES], ids=THEMES)

# What is written, and on what it is read.
TEXT = [
    ("ink", "page"),
    ("ink", "desk"),
    ("ink", "panel"),
    ("ink", "field"),
    ("ink", "hover"),
    ("ink", "quote_wash"),
    ("ink", "text_selection"),
    ("ink", "selection"),
    ("ink", "found"),
    ("ink", "found_current"),
    ("selection_ink", "selection"),
    ("muted", "page"),
    ("muted", "desk"),
    ("muted", "panel"),
    ("muted", "field"),
    ("muted", "hover"),
    ("muted", "selection"),
    ("muted", "excluded_wash"),
    ("accent_ink", "accent"),
    ("accent_ink", "accent_hover"),
    ("accent", "page"),
    ("accent", "panel"),
    ("good", "panel"),
    ("warn", "panel"),
    ("bad", "panel"),
    ("bad", "page"),
    ("tooltip_ink", "tooltip"),
]
# Lines and shapes that bear a meaning.
SHAPES = [
    ("quote", "page"),
    ("quote_soft", "page"),
    ("accent", "page"),
    ("accent", "selection"),
    ("focus", "field"),
    ("faint", "page"),
    ("found_frame", "page"),
    ("found_frame", "found"),
]


@themes
@pytest.mark.parametrize(("over", "under"), TEXT)
def test_text_can_be_read(theme, over, under):
    assert contrast(theme.colour(over), theme.colour(under)) >= 4.5


@themes
@pytest.mark.parametrize(("over", "under"), SHAPES)
def test_shapes_can_be_seen(theme, over, under):
    assert contrast(theme.colour(over), theme.colour(under)) >= 3


@themes
@pytest.mark.parametrize("role", ROLES)
def test_names_of_labels_can_be_read_wherever_they_stand(theme, role):
    for under in ("page", "panel", "quote_wash", "quote_wash_soft", "selection"):
        assert contrast(theme.label(role), theme.colour(under)) >= 4.5


@themes
@pytest.mark.parametrize("role", ROLES)
def test_text_can_be_read_on_the_fill_of_a_label(theme, role):
    for under in ("page", "quote_wash", "selection"):
        fill = blended(theme.label_fill(role), theme.colour(under))
        assert contrast(theme.colour("ink"), fill) >= 4.5
        assert contrast(theme.label(role), fill) >= 3  # the underline below it
        twice = blended(theme.label_fill(role), fill)  # a name within a name
        assert contrast(theme.colour("ink"), twice) >= 4.5


@pytest.mark.parametrize("label", DEFAULT_LABELS, ids=lambda label: label.name)
def test_the_label_editor_has_nothing_to_say_of_the_default_colours(label):
    assert concerns(label, DEFAULT_LABELS) == []


@pytest.mark.parametrize(("name", "apart"), [(LIGHT, APART), (DARK, APART), (CONTRAST, APART), (CONTRAST_DARK, 3)])
def test_the_default_colours_are_told_apart_by_all_eyes(name, apart):
    """On black, with a contrast of seven to one, there is not room for eighteen colours as far apart as elsewhere."""
    theme = load_theme(name)
    shown = {label.name: theme.label(label.colour).name() for label in DEFAULT_LABELS}
    for one, other in combinations(shown, 2):
        for blindness in ("", *BLINDNESS):
            assert distance(shown[one], shown[other], blindness) >= apart, (one, other, blindness)


@high_contrast
def test_with_high_contrast_all_text_and_every_mark_is_at_least_seven_to_one(theme):
    paper = [theme.colour(role) for role in ("page", "desk", "panel", "field", "hover", "selection", "quote_wash",
                                             "quote_wash_soft", "excluded_wash", "text_selection")]  # fmt: skip
    for role in ("ink", "muted", "selection_ink"):
        assert min(contrast(theme.colour(role), under) for under in paper) >= 7, role
    for role in ("faint", "accent", "accent_soft", "focus", "quote", "quote_soft", "good", "warn", "bad", "border"):
        assert min(contrast(theme.colour(role), theme.colour(under)) for under in ("page", "panel", "field")) >= 7, role
    for role in ("accent", "quote", "bad"):
        assert contrast(theme.colour(role), theme.colour("selection")) >= 7
    for over, under in (("accent_ink", "accent"), ("accent_ink", "accent_hover"), ("tooltip_ink", "tooltip")):
        assert contrast(theme.colour(over), theme.colour(under)) >= 7
    for role in ROLES:
        fills = [blended(theme.label_fill(role), under) for under in paper[:8]]
        assert min(contrast(theme.label(role), under) for under in (*paper[:9], *fills)) >= 7, role
        assert min(contrast(theme.colour("ink"), fill) for fill in fills) >= 7


def test_all_themes_have_the_same_roles():
    light, *others = (load_theme(name) for name in THEMES)
    for other in others:
        assert set(light.colours) == set(other.colours)
        assert set(light.labels) == set(other.labels) == set(ROLES) == set(COLOURS)
        assert set(light.fills) == set(other.fills)
    assert {name for name in THEMES if load_theme(name).is_dark} == {DARK, CONTRAST_DARK}


def test_from_each_theme_one_gets_to_its_counterparts_and_back():
    for name in THEMES:
        theme = load_theme(name)
        assert load_theme(theme.counterpart).counterpart == name
        assert load_theme(theme.counterpart).is_dark is not theme.is_dark
        assert load_theme(theme.of_other_contrast).of_other_contrast == name
        assert load_theme(theme.of_other_contrast).is_dark is theme.is_dark


@themes
def test_every_value_is_a_colour(theme):
    assert all(QColor(value).isValid() for value in [*theme.colours.values(), *theme.labels.values()])


@themes
def test_the_style_sheet_has_no_gaps_and_every_colour_of_it_is_the_themes(theme):
    sheet = theme.stylesheet()
    assert "@" not in sheet
    assert set(re.findall(r"#[0-9a-f]{6}", sheet)) <= set(theme.colours.values())


@themes
def test_the_style_sheet_is_accepted(theme, qtbot, qapp):
    """Qt warns of what it cannot parse, and warnings are failures."""
    from PySide6.QtWidgets import QPushButton

    button = QPushButton("Accept")
    qtbot.addWidget(button)
    button.setStyleSheet(theme.stylesheet())
    button.show()


def test_an_unknown_colour_role_of_a_label_is_grey():
    theme = load_theme(LIGHT)
    assert theme.label("no such colour") == theme.label(FALLBACK_COLOUR)


def test_an_unknown_role_is_our_fault():
    with pytest.raises(KeyError):
        load_theme(LIGHT).colour("no such role")
    with pytest.raises(ValueError, match="no theme"):
        load_theme("plaid")


def test_the_system_decides(qapp, monkeypatch):
    class Hints:
        scheme = Qt.ColorScheme.Dark
        contrast = Qt.ContrastPreference.NoPreference

        def colorScheme(self):
            return self.scheme

        def accessibility(self):
            return self

        def contrastPreference(self):
            return self.contrast

    monkeypatch.setattr(qapp, "styleHints", Hints)
    assert system_theme(qapp).name == DARK
    Hints.contrast = Qt.ContrastPreference.HighContrast
    assert system_theme(qapp).name == CONTRAST_DARK
    Hints.scheme = Qt.ColorScheme.Unknown
    assert system_theme(qapp).name == CONTRAST
    Hints.contrast = Qt.ContrastPreference.NoPreference
    assert system_theme(qapp).name == LIGHT


def test_contrast_is_that_of_wcag():
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.478, abs=0.01)


def test_a_colour_of_ones_own_is_the_papers_and_stronger_at_high_contrast():
    own = "#2a5fc9/#7fb0ff"
    assert load_theme(LIGHT).label(own).name() == "#2a5fc9"
    assert load_theme(DARK).label(own).name() == "#7fb0ff"
    for name in THEMES:
        theme = load_theme(name)
        least = 8 if name.startswith("high") else 4.5
        assert contrast(theme.label(own), theme.colour("page")) >= least
