"""The media types of what machines read."""

ATOM = "application/atom+xml"
CALENDAR = "text/calendar"
JSON_FEED = "application/feed+json"
RSS = "application/rss+xml"
