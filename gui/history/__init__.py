"""The page on which the past of an article or of the library is looked at, and put back."""
