"""Measurements of quality against labelled data, each printed by a subcommand of `roleplay-lite eval`."""
