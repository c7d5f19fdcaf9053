"""Papers as lines: PDF and Word files read into one shape, for the readers of reports and lists."""
