"""A static site generator for incident reports."""

__version__ = "0.1.0"
