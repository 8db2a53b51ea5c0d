"""One module per migration, in order; each stands on its own and is never changed once it was released."""
