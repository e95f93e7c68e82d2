"""Reports and yearly lists as files: asked for with a reason, made as long jobs."""
