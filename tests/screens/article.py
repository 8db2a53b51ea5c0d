"""Pictures of the article view for the eye: both themes, narrow and large, nested, crossing, right to left.

``python -m tests.screens.article`` writes them to ``build/screens/article/``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from core.bodies import Entity, ExcludedRegion, Kind, Quote, Span
from core.labels import DEFAULT_LABELS
from core.records import Annotation, Suggestion
from core.session import Session
from core.suggest import annotate, is_installed, load
from core.suggest.pipelines import DEFAULT_PIPELINE
from core.text import canonical
from gui.article.view import ArticleView
from gui.fonts import load_fonts
from gui.theme import DARK, LIGHT, load_theme
from tests.gui.article.making import decided, entity, rejected, session, span, suggested

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "seeds" / "000_ed2e3873cc5f8452.txt"
OUT = ROOT / "build" / "screens" / "article"
DECIDED_UNTIL = 2600  # the part of the sample on which somebody has worked

ODD = (
    "Nested names and crossing quotes\n"
    "The University of Maryland School of Medicine in Baltimore, Maryland said two U.S. doctors of the first Bank of "
    "America branch met. “We never thought that the mayor said ‘no’ when the court told us ‘yes’ and the clerk added "
    "‘maybe’,” said Ann Lee of the New York Times Book Review.\n"
    "“Short,” he said. “Also short,” she said. “Third,” they said. “Fourth,” it added.\n"
    "قال الرئيس السوري بشار الأسد إن بلاده ستنتصر في الحرب مع Hezbollah في مدينة القصير "
    "قرب Lebanon وأضاف أن النصر قريب.\n"
    "An English line with שלום עולם and بشار inside, told by Bashar at the 🎉🎉 party of Ünïcödé.\n"
    "Line one\u2028line two after a separator with Qusair and\u00a0Homs\u00a0together, 3 to 1, 2 to 5.\n"
    "Sign up for our letters. You will like them.\n"
)


def sample() -> Session:
    """The sample article with what the pipeline suggests, the first part of it decided."""
    text = canonical(SAMPLE.read_text(encoding="utf-8"))
    pipeline = load() if is_installed(DEFAULT_PIPELINE) else None
    items: list[Annotation | Suggestion] = []
    for run in annotate(text, pipeline):
        for nth, proposal in enumerate(run.proposals):
            id = f"{run.run.suggester}-{nth:04}"
            if proposal.body.bounds.start < DECIDED_UNTIL:
                items.append(decided(id, proposal.body))
            else:
                items.append(suggested(id, proposal.body, *proposal.doubts))
    items.append(decided("excluded", ExcludedRegion(Span(text.index("More to Read"), len(text)))))
    return session(text, items)


def odd() -> Session:
    """What is hard to draw."""
    names = {
        "University of Maryland School of Medicine": "ORG",
        "University of Maryland": "ORG",
        "Maryland": "GPE",
        "Baltimore, Maryland": "LOC",
        "Baltimore": "GPE",
        "two": "CARDINAL",
        "U.S.": "GPE",
        "first": "ORDINAL",
        "Bank of America": "ORG",
        "New York Times Book Review": "WORK_OF_ART",
        "New York Times": "ORG",
        "New York": "GPE",
        "بشار الأسد": "PERSON",
        "Hezbollah": "ORG",
        "القصير": "GPE",
        "שלום עולם": "WORK_OF_ART",
        "بشار inside": "PERSON",
        "🎉🎉": "EVENT",
        "Qusair and\u00a0Homs": "GPE",
        "one\u2028line": "LAW",
        "3": "CARDINAL",
        "1": "CARDINAL",
        "2": "CARDINAL",
        "5": "CARDINAL",
    }
    items: list[Annotation | Suggestion] = []
    for nth, (words, label) in enumerate(names.items()):
        make = suggested if nth % 5 == 2 else decided
        items.append(make(f"name-{nth:02}", entity(ODD, words, label)))
    items.append(rejected("name-r", entity(ODD, "Ann Lee", "PERSON")))
    crossing = (
        (
            "“We never thought that the mayor said ‘no’ when the court told us ‘yes’ and the clerk added ‘maybe’,”",
            "Ann Lee",
        ),
        ("‘no’ when the court told us ‘yes’", "the mayor"),
        ("‘yes’ and the clerk added ‘maybe’", "the court"),
        ("“Short,”", "he"),
        ("“Also short,”", "she"),
        ("“Third,”", "they"),
        ("“Fourth,”", "it"),
    )
    for nth, (words, source) in enumerate(crossing):
        content = span(ODD, words)
        after = words if words.startswith("“") else ""
        quote = Quote((content,), (), (span(ODD, source, after),), Kind.DIRECT, (source.title(),) if nth != 2 else ())
        items.append((decided, suggested, rejected)[nth % 3](f"quote-{nth}", quote))
    items.append(decided("region", ExcludedRegion(span(ODD, "Sign up for our letters. You will like them."))))
    return session(ODD, items)


def shown(of: Session | None, theme: str, width: int, height: int, zoom: int = 100) -> ArticleView:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setPalette(load_theme(theme).palette())
    application.setStyleSheet(load_theme(theme).stylesheet())
    view = ArticleView()
    view.resize(width, height)
    view.set_theme(load_theme(theme))
    view.set_zoom(zoom)
    view.set_session(of, DEFAULT_LABELS)
    view.show()
    return view


def pictures() -> Iterator[tuple[str, ArticleView]]:
    """The views with their names."""
    article = sample()
    quotes = [item.id for item in article.items() if isinstance(item.body, Quote)]
    names = [item.id for item in article.items() if isinstance(item.body, Entity)]
    for theme in (LIGHT, DARK):
        yield f"top-{theme}", shown(article, theme, 1001, 930)
        view = shown(article, theme, 1001, 930)
        view.select_item(quotes[1], scroll=False)
        view.set_scroll_position(article.text.index("expected this month"))
        yield f"quotes-{theme}", view
        view = shown(odd(), theme, 1001, 820)
        view.set_show_rejected(True)
        yield f"odd-{theme}", view
        yield f"empty-{theme}", shown(None, theme, 1001, 700)
    view = shown(article, LIGHT, 1001, 930)
    view.select_item(names[-1])
    yield "end", view
    for name, width, zoom in (("middle", 820, 100), ("narrow", 560, 100), ("thread", 330, 100), ("large", 1001, 200)):
        view = shown(article, LIGHT, width, 700, zoom)
        view.set_scroll_position(2300)
        yield name, view
    yield "small", shown(article, LIGHT, 1001, 700, 50)
    one = "One line about Qusair."
    yield "one-line", shown(session(one, [decided("e", entity(one, "Qusair"))], "none"), LIGHT, 1001, 400)


def main() -> int:
    """Write the pictures and say where."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    load_fonts()
    OUT.mkdir(parents=True, exist_ok=True)
    for name, view in pictures():
        for ratio in (1, 2) if name == "quotes-light" else (1,):
            image = QImage(view.size() * ratio, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(ratio)
            view.render(image)
            path = OUT / f"{name}{'@2x' if ratio == 2 else ''}.png"
            image.save(str(path))
            print(path.relative_to(ROOT))
        view.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
