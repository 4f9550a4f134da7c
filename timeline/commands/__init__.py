"""The commands, a module for each group of them; each parses, calls and prints, nothing more."""
