"""FOLDER → SITE: everything is read and checked, and only what changed is parsed."""
