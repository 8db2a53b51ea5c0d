"""The pages with figures: how far people agree, and what the model gets wrong."""
