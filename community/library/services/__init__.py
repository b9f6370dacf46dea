"""What happens in the library: writing, files, publishing, downloads, citations."""
