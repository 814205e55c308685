"""The workbooks of a control: what a caseworker is given for each drawn unit, and how it is read back."""
