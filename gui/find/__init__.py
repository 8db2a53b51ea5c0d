"""Finding: the bar under the article, and the page that looks through the library."""
