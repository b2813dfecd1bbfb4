"""The web pages of a site: what a leader sees and subscribes to, what the secretary has to look at."""
