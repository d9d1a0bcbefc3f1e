"""Bytes by name, kept from one build to the next; knows nothing of what they mean."""
