"""The course: what a trainer brings into the room. A file of steps → answers frozen beforehand → screens, notes, handout."""
