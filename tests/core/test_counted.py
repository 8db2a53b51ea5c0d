"""Numbers in sentences."""

from core.counted import counted


def test_one_is_one_and_all_else_are_several() -> None:
    assert [counted(number, "quote") for number in (0, 1, 2, 1204)] == [
        "0 quotes",
        "1 quote",
        "2 quotes",
        "1,204 quotes",
    ]
    assert counted(2, "rule of the memory", "rules of the memory") == "2 rules of the memory"
