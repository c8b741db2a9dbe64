"""What the engine says in Spanish, by code."""

from typing import Final

SENTENCES: Final = {
    # status of a forecast
    "not_complete": "Todavía falta una dosis.",
    "complete": "La serie está completa.",
    "aged_out": "Ya pasó la edad para esta serie.",
    "immune": "Tiene inmunidad: no necesita ninguna dosis.",
    "contraindicated": "No debe recibir esta vacuna.",
    "not_recommended": "Por ahora no se recomienda.",
    # status of a dose
    "valid": "Esta dosis cuenta.",
    "not_valid": "Esta dosis no cuenta.",
    "extraneous": "Esta dosis no era necesaria y no hay que repetirla.",
    "sub_standard": "Esta dosis debe repetirse: estaba vencida o tenía algún problema.",
}
