"""The draft of a påbud: its words, its file for Digital Post, and the case's file note."""
