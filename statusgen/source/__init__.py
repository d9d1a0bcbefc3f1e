"""Text becomes positioned data: YAML nodes and Markdown sections.

Nothing here has heard of an incident.
"""
