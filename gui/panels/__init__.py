"""What lies around the article: the list at the left; selection, annotations, sources and history at the right."""
