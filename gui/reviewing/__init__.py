"""The page on which a reviewer looks at what somebody made of an article, and returns or approves it."""
