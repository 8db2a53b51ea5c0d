"""Copydesk without its windows: the text, the decisions, the library, the suggesters and the formats."""
