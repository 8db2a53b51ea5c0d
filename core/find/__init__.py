"""Finding words and annotations, in one article and across the library."""
