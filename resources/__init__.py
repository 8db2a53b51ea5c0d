"""Files that the program ships with: fonts, themes, icons, help pages and label sets."""
