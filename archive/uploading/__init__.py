"""Files that are sent in the browser: received in the request, unpacked and taken in by a worker of their own."""
