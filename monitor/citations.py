"""Says a citation such as ``reg2008#18`` the way a letter cites: the instrument's name, its number, the article."""

from monitor.catalogue.model import Edition, Timing


def say_citation(edition: Edition, citation: str) -> str:
    """Return one citation in words; an instrument that the edition does not know keeps its id."""
    instrument_id, _, article = citation.partition("#")
    instrument = edition.instruments.get(instrument_id)
    if instrument is None:
        return citation
    number = (
        f"（{instrument.doc_no}）" if instrument.doc_no and instrument.doc_no not in instrument.name else ""
    )
    return f"《{instrument.name.strip('《》')}》{number}{_article(article)}"


def _article(article: str) -> str:
    if not article:
        return ""
    return f"第{article.replace(',', '、')}条" if article[0].isdigit() else article


def say_basis(edition: Edition, timing: Timing) -> str:
    """Return all that a timing rests on."""
    return "；".join(say_citation(edition, one) for one in timing.cite)
