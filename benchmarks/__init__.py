"""Accuracy and speed, measured by `make bench`; nothing here is a test."""
