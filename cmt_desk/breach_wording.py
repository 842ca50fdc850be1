"""How a hard rule of the roster that is broken, or that no roster could keep, is said."""

from collections.abc import Mapping

from cmt_desk.domain.schedule import Breach
from cmt_desk.i18n import _, number, short_date


def breach_text(breach: Breach, functions: Mapping[str, str], names: Mapping[str, str]) -> str:
    """One sentence for a hard rule that is broken or cannot be kept."""
    day = short_date(breach.day)
    match breach.rule:
        case "ZONE_UNKNOWN":
            return _("{day}: the zone of this office is unknown; import a bulletin first").format(day=day)
        case "CAP_ZERO":
            return _("{day}: the cap leaves nobody; CMT has to decide a number or WFH-Full").format(day=day)
        case "CAP":
            return _("{day}: {have} in the office, the cap is {need}").format(
                day=day, have=number(breach.have), need=number(breach.need)
            )
        case "COVER" | "COHORT_COVER":
            sentences = {
                "COVER": _("{day}: {function} needs {need} in the office, {have} can come"),
                "COHORT_COVER": _("{day}: cohort {cohort} has {have} people for {function}, {need} needed"),
            }
            return sentences[breach.rule].format(
                day=day,
                function=functions.get(breach.function or "", breach.function),
                cohort=breach.cohort,
                need=breach.need,
                have=breach.have,
            )
        case "WAVE" if breach.employee is None:
            return _("{day}: {have} begin in one wave, at most {need}").format(
                day=day, have=number(breach.have), need=number(breach.need)
            )
        case _:
            return _person_breach(breach.rule).format(
                day=day,
                name=names.get(breach.employee or "", breach.employee),
                have=breach.have,
                need=breach.need,
            )


def _person_breach(rule: str) -> str:
    sentences = {
        "VULNERABLE": _("{day}: {name} belongs to a vulnerable group"),
        "EXPOSED": _("{day}: the cohort of {name} was exposed and is not cleared"),
        "COHORTS": _("{day}: another cohort than that of {name} is in the office"),
        "COHORTS_WAVE": _("{day}: {name} begins in the wave of another cohort"),
        "DEPUTY": _("{day}: {name} and the deputy are in one cohort"),
        "BOND": _("{day}: the household or car pool of {name} is in two cohorts"),
        "RUN_LONG": _("{day}: {name} would come in {have} days in a row, at most {need}"),
        "RUN_SHORT": _("{day}: {name} would come in only {have} of {need} days in a row"),
        "REST": _("{day}: {name} would have stayed away {have} days, {need} needed"),
        "WAVE": _("{day}: {name} has no start wave"),
        "PIN": _("{day}: {name} is pinned to another place"),
        "PAST": _("{day}: the day is over, the cell of {name} stays"),
    }
    return sentences.get(rule) or _("{day}: {name} may not come (isolation, quarantine or leave)")
