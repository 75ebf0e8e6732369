"""What differs between two readings of one notice: passages, files and the kind of each change, page furniture left out."""
