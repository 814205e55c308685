"""The sample controls in the database: the plan, the states with their file notes, the frozen frame and the draw."""
