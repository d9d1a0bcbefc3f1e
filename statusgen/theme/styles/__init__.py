"""Stylesheets: what they are made of, what they set, and what is wrong with them."""
