"""Noto Sans, so that charts and briefs look the same and hold every letter on every machine.

The TTF files go to the chart and PDF makers. The WOFF2 files are the same fonts cut down to the
Latin and Cyrillic letters, for embedding in the HTML brief. Licence: OFL.txt.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
FAMILY = "Noto Sans"
WEB = {400: FOLDER / "NotoSans-Regular.woff2", 700: FOLDER / "NotoSans-Bold.woff2"}
