"""The site on this machine while it is being written: a watcher and a web server."""
