"""What a control found and what it proves: one document as data, drawn as a page, a PDF and a workbook."""
