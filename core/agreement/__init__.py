"""How far two annotation sets of the same articles agree, and where they do not."""
