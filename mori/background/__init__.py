"""Work that takes longer than a request: queued, done a step at a time, stopped, gone on with."""
