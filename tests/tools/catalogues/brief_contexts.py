"""What a translator must know of the fixed words of briefs, charts and tables."""

from tests.tools.catalogues.contexts import Kind

SENTENCE = Kind("Sentence of a report that a research institute writes to an authority.")
LABEL = Kind("Heading, label, cell of a table, or part of a sentence, in a report.")
PROVED = Kind(
    "Sentence of a report whose figures and strength words are checked: beside its blanks it has "
    "neither."
)
STRENGTH = Kind(
    "Strength word: stands for a share, in {strength}. Choose the case of its first letter by "
    "where your sentences have it. No figure, and no two alike."
)
CHART = Kind("In or under a chart of a report; what is read aloud to those who cannot see it.")
CODEBOOK = Kind("Sentence of a codebook: it explains files of tables to those who work with them.")
COLUMN = Kind("Heading, label, or name of a column or value, in a codebook, workbook or data file.")

BLANKS = {
    "age": "a number of years, 12 to 21",
    "agree": "a share such as “55%, 165 of 300”, or “hidden”",
    "all": "a number of asks",
    "alpha": "a number such as 0.83",
    "answer": "an answer as participants saw it, in quotation marks",
    "bands": "a list of age bands, such as “12–14 and 15–17”; of numbers, how many bands: 6",
    "base": "a number of people; in “{base}s” the number that counts are multiples of",
    "before": "an earlier wording of a question",
    "breakdown": "“age”, “language” or the like, or a question in quotation marks",
    "breakdowns": "a list such as “age, language and “Where do you live?””",
    "column": "the name of a column, which is the same in every language",
    "comparisons": "a number of comparisons, such as 412",
    "contact": "an e-mail address or a telephone number",
    "copied": "a day in words",
    "count": "a number of people",
    "day": "a day in words",
    "disagree": "a share such as “55%, 165 of 300”, or “hidden”",
    "effect": "a number such as 0.62, or 1.35",
    "fewer": "a share such as “45%”",
    "file": "the name of a file",
    "first": "a day in words; beside {answer}: a group, that is an age band such as 12–14, or an "
    "answer in quotation marks",
    "gap": "a number of percentage points, such as 15",
    "group": "the name of a group of people",
    "groups": "a list of answers in quotation marks, or of such with their shares",
    "hidden": "a letter as the files have it: h",
    "high": "a share such as “55%”; where {low} is an answer, the answer at the other end",
    "high_share": "a share such as “55%”",
    "kind": "what kind of document it is, such as “Brief on a consultation of young people”",
    "highest": "a number: 4",
    "label": "what a bar stands for",
    "large": "a number: 0.8",
    "languages": "a list of languages by their own names",
    "last": "a day in words",
    "leading": "a number of answers: 3",
    "lean": "a number of percentage points, such as 10",
    "least": "a share such as “55%”, or a number of statements",
    "less": "one end of a scale, in quotation marks",
    "letter": "A, B, C, D or E",
    "lower": "a band of numbers such as “20–39 minutes”",
    "lowest": "a number: 0.25",
    "low": "a share such as “24%”; where {low_share} stands beside it, an answer",
    "low_share": "a share such as “24%”",
    "many": "“about 25” or “fewer than 10, or none”",
    "mean": "a number such as 2.7",
    "medium": "a number: 0.5",
    "middle": "a band of numbers such as “20–39 minutes”",
    "more": "one end of a scale, in quotation marks",
    "most": "a share such as “55%”, or a number of groups, themes or quotes: 5",
    "n": "the number of a release",
    "nearly": "a code as the files have it: n, or “nearly all”",
    "no": "a word as the files have it: “no”",
    "now": "the wording of a question",
    "null": "a word as the files have it: null",
    "number": "a number",
    "organiser": "the organisation, as the round writes it",
    "other": "a share such as “24%”",
    "page": "the number of a page",
    "pages": "how many pages there are",
    "period": "a day in words, or from when to when",
    "question": "the wording of a question, in quotation marks unless it stands in a note",
    "reached": "a share such as “31%”",
    "restored": "a day in words",
    "roles": "a list of roles such as “youth worker, volunteer”, as the organisation wrote them",
    "rounding": "a number: 5",
    "rows": "a list of labels with their numbers",
    "second": "a second group or answer, written like the first",
    "section": "the heading of a section, in quotation marks",
    "share": "a share such as “55%”",
    "shown": "a number of asks",
    "skipped": "the label “No answer”",
    "small": "a letter as the files have it: s",
    "sources": "who published figures, as the organisation wrote it",
    "spans": "a list of periods",
    "statement": "a sentence that people voted on",
    "statements": "several statements that were voted on, in quotation marks",
    "steps": "a list such as ““Most” from 55%, “Few” from 0%”",
    "strength": "one of the strength words, exactly as it is translated: build the sentence so "
    "that none of them has to change",
    "text": "what is quoted",
    "there": "a share such as “14%”",
    "third": "a third answer, in quotation marks",
    "threshold": "a number of people, such as 10",
    "title": "the public name of the consultation",
    "total": "a number of points, such as 10; beside {whole}: a share such as “95%”",
    "upper": "a band of numbers such as “20–39 minutes”, or *",
    "version": "a number: 2",
    "whole": "100 per cent, such as “100%”",
    "wider": "an answer that holds several others, in quotation marks",
    "word": "a strength word in quotation marks",
    "yes": "a word as the files have it: “yes”",
}
"""What is put into each blank."""

_IN_TEXT = "Inside a sentence, in {breakdown} or {breakdowns}."

NOTES = {
    "age": _IN_TEXT,
    "language": _IN_TEXT,
    "how they came": _IN_TEXT,
    "opinion group": _IN_TEXT,
    "nearly all": "Stands in a table or chart in place of a number.",
    "hidden": "Stands in a chart in place of a number.",
    "Who": "Head of a column: which office is asked to do it.",
    "For": "Before the name of the authority that the report is for.",
    "From": "Before the name of the organisation that made the report.",
    "A text has it if": "Head of a column: what a text must say to have a theme.",
    "No theme": "What is said of texts that none of the themes fits.",
    "Base": "The number of people whom a share is of.",
    "Took part": "Head of a column: the share among those who took part.",
    "Population": "Head of a column: all young people of the place; here the share among them.",
    "In no place": "Of an option that somebody left out when they put some in order.",
    "Answered": "Of people: gave an answer.",
    "not known": "Of a share of the population.",
    "Pass": "What people chose who neither agreed nor disagreed.",
    "Agree": "What people chose; a label, not a command.",
    "Disagree": "What people chose; a label, not a command.",
    "Voices": "Heading: what some young people wrote, quoted.",
    "“{text}”": "Quotation marks as your language has them.",
    "Ask": "Head of a column: what the authority is asked to do.",
    "{first} to {last}": "From one day to another.",
    "PRACTICE – simulated answers": "On each page of a trial report whose answers were made up.",
}
"""What else there is to know of single messages."""
