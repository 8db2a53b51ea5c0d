"""The label set on the screen: the list of labels, one label’s form, its colour."""
