"""Pictures of the desk, made by driving it: to be looked at, and for README and guide."""
