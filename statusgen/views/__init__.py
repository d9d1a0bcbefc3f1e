"""The domain and now become facts. Pure: the same site and the same now give the same facts."""
