// handler
