"""The plan as a workbook that people work in: out to Excel, and what was changed there back again."""
