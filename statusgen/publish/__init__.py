"""BYTES → DISK: only differences, each file whole, and nothing removed that statusgen did not write."""
