"""Settings, routes and the two ways in: the web server and the command line."""
