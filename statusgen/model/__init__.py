"""Positioned data becomes the domain: pages, components, reports and what is wrong with them.

Everything here is pure: no file is opened, no clock is read, nothing is printed.
A type and its reader stand together.
"""
