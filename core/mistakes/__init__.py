"""What a model gets wrong, from what editors decided about its suggestions, and from nothing else."""
