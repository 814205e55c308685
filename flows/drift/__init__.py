"""The program by itself: what runs when, one at a time, caught up when it is late, and a person told when it fails."""
