"""The quote engine: marks, parse, lexicon of cues and speakers, in modules that can be read one at a time."""
