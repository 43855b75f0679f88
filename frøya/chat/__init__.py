"""Answer → people: the chat in the browser and the page that shows a source."""
