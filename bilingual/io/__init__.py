"""Files in and out: bounded reading, the staged output folder, XML from strangers, reading ahead."""
