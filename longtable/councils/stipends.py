"""What being paid may cost somebody: the warning that is read before the choice, in both languages."""

from longtable.core.localized import LocalizedText
from longtable.councils.models import Council, StipendChoice

WARNING = LocalizedText.of(
    en="Money for being on a council may count as income. So may a gift card. It can change taxes and "
    "benefits such as Medicaid, food benefits (SNAP), SSI or help with housing: you could get less, or lose "
    "them. Being paid back for travel or child care usually does not count, but ask. Before you choose, you "
    "can ask your caseworker or a benefits counselor. You never have to take anything, you can change your "
    "choice later, and it makes no difference to whether you get the seat.",
    es="El dinero por participar en un consejo puede contar como ingreso. Una tarjeta de regalo también. "
    "Puede cambiar sus impuestos y sus beneficios, como Medicaid, la ayuda para alimentos (SNAP), el SSI o "
    "la ayuda para vivienda: podría recibir menos o perderlos. El reembolso del viaje o del cuidado de "
    "niños por lo general no cuenta, pero pregunte. Antes de elegir, puede preguntarle a la persona que "
    "lleva su caso o a alguien que asesore sobre beneficios. Usted nunca tiene que aceptar nada, puede "
    "cambiar su decisión más adelante, y eso no influye en si recibe el puesto.",
)
"""Source: Robert Wood Johnson Foundation (2024), see docs/councils.md."""


def ways_offered(council: Council) -> list[StipendChoice.Way]:
    """The ways in which a council can pay, and always the way of taking nothing; empty where it never "
    "pays."""
    offered = [way for way in StipendChoice.Way if way in council.stipends]
    return [*offered, StipendChoice.Way.NONE] if offered else []
