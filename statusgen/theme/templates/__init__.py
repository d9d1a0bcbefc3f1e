"""Templates: what makes pages of them, and tells what is wrong with the site's own."""
