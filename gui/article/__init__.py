"""The article on screen: the view, what it paints under the text, and the notes in its margin."""
