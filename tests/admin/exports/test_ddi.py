"""The DDI codebook has the elements of the standard in the order of the standard.

The schema itself is not here; `ORDER` is what it says of the elements that are used.
"""

from pathlib import Path
from xml.etree import ElementTree as ET

NS = "{ddi:codebook:2_5}"
ORDER = {
    "codeBook": "docDscr stdyDscr fileDscr dataDscr otherMat",
    "docDscr": "citation",
    "citation": "titlStmt rspStmt prodStmt distStmt serStmt verStmt biblCit holdings notes",
    "titlStmt": "titl subTitl altTitl parTitl IDNo",
    "rspStmt": "AuthEnty othId",
    "prodStmt": "producer copyright prodDate prodPlac software fundAg grantNo",
    "distStmt": "distrbtr contact depositr depDate distDate",
    "verStmt": "version verResp notes",
    "stdyDscr": "citation studyAuthorization stdyInfo studyDevelopment method dataAccs",
    "stdyInfo": "studyBudget subject abstract sumDscr qualityStatement notes",
    "sumDscr": "timePrd collDate nation geogCover geogUnit anlyUnit universe dataKind",
    "method": "dataColl notes anlyInfo",
    "dataColl": "timeMeth dataCollector frequency sampProc deviat collMode resInstru weight",
    "dataAccs": "setAvail useStmt notes",
    "useStmt": "confDec specPerm restrctn contact citReq deposReq conditions disclaimer",
    "fileDscr": "fileTxt locMap notes",
    "fileTxt": "fileName fileCitation fileCont fileStrc dimensns fileType format",
    "dimensns": "caseQnty varQnty logRecL recPrCas recNumTot",
    "dataDscr": "varGrp nCubeGrp var nCube notes",
    "var": "location labl imputation qstn valrng invalrng universe sumStat txt catgry notes",
    "qstn": "preQTxt qstnLit postQTxt",
    "catgry": "catValu labl txt catStat mrow",
}


def test_elements_stand_in_the_order_of_the_standard(exported: Path) -> None:
    book = ET.parse(exported / "codebook.xml").getroot()  # noqa: S314 - our own
    assert book.get("version") == "2.5"
    for element in book.iter():
        name = element.tag.removeprefix(NS)
        children = [child.tag.removeprefix(NS) for child in element]
        order = ORDER.get(name, "").split()
        assert set(children) <= set(order), name
        assert children == sorted(children, key=order.index), name


def test_what_is_required_is_there_and_references_lead_somewhere(exported: Path) -> None:
    book = ET.parse(exported / "codebook.xml").getroot()  # noqa: S314 - our own
    assert book.findtext(f"{NS}stdyDscr/{NS}citation/{NS}titlStmt/{NS}titl") == "Нашите вечери"
    ids = [element.get("ID") for element in book.iter() if element.get("ID")]
    assert len(ids) == len(set(ids))
    for variable in book.iter(f"{NS}var"):
        assert set(variable.get("files", "").split()) <= set(ids)


def test_counts_are_the_printed_ones(exported: Path) -> None:
    book = ET.parse(exported / "codebook.xml").getroot()  # noqa: S314 - our own
    counts = [int(one.text or "") for one in book.iter(f"{NS}catStat")]
    assert counts
    assert all(count >= 10 and count % 5 == 0 for count in counts)
