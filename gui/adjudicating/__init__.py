"""The adjudication page: two annotation sets of one article, settled difference by difference."""
