"""The rulings on which guidelines differ, with the newsroom's choice as default."""

from __future__ import annotations

import json
from dataclasses import asdict

from core.frozen import frozen


@frozen
class QuoteSettings:
    """How the quote engine rules where newsrooms and corpora rule differently."""

    auxiliaries: bool = True  # "has later told" is the cue, not "told"
    medium: bool = True  # "said in a statement" is the cue, not "said"
    circumstance: bool = False  # "said Sunday", "said with a smile" are cues, not "said"
    description: bool = True  # "Kamel Wazne, director of the Center" is the source, not "Kamel Wazne"
    unquoted_rest: bool = False  # of a mixed quote: "the bridge was “rotten”" is the content, not “rotten”
    indirect: bool = False  # what is said, thought or planned without marks: "the mayor said the bridge was rotten"
    unattributed: bool = True  # show scare quotes, titles and nicknames, so that rejecting one is one key

    def as_json(self, **others: str) -> str:
        """The rulings with what else is to be kept beside them, where it says anything."""
        return json.dumps(asdict(self) | {name: value for name, value in others.items() if value}, sort_keys=True)
