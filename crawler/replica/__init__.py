"""A replica of the portal: a made-up register of national size, its pages with their traps, and a server for them."""
