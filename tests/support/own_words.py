"""A file of an organisation's own words about the example round, with something in every field."""

WORDS = """\
accent: "#7a1f5c"
licence: "CC BY 4.0"
en:
  decision: "The council discusses a first draft in January 2027."
  findings:
    - headline: "{Strength of better=lighting} want light"
      sentences:
        - "{Strength of better=lighting} of the young people ({share of better=lighting}) chose it."
        - "Among girls it is {share of better=lighting among gender=girl}."
    - headline: "After dark, {a large minority of safe=low} do not feel safe"
      sentences:
        - "{share of safe=low} answered towards the unsafe end."
  asks:
    young_people:
      - what: "Ask us again in spring, when the lamps are there."
        who: "Town Council"
        by: 2027-04-30
        why: "{share of better=lighting} chose better lighting."
    organisation:
      - what: "Publish a map of dark stops."
        who: "Town Council"
    evidence:
      - what: "Measure the light at stops by the European standard."
        who: "Public works"
        by: 2027-09-30
  youth_check:
    who: "Six members of the youth council, on 3 December"
    changed: "They put the buses before the events."
    disagreement: "Two of them would not ask for cameras."
  told: "Posters in all schools said that the council answers by {reply day}."
  incentives: "Two bus passes were drawn by lot among those who asked for a ticket."
  complaints: "Ombudsperson for children, ombud@example.org"
"""
