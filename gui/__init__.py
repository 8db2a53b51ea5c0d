"""The desk itself: the windows, built on what ``core`` offers."""
