"""A report given as a link that reads and nothing else."""
