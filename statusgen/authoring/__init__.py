"""A SITE AND WHAT ITS WRITER SAYS → A FILE OF IT: found, filled in, proven, saved."""
