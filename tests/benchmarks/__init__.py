"""What the desk may cost: each module prints a table and writes ``build/bench/NAME.json``."""
