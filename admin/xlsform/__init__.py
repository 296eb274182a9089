"""Forms of KoboToolbox and ODK: a workbook (XLSForm) becomes a round, and a round a workbook."""
