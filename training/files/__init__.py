"""Files that lessons hand out: let in by the door, kept unchanged, given to who may see a lesson that names them."""
