"""Says whether a dose counts and when the next is due, for nurses, navigators and who writes their software.

Follows the logic specification 4.6 of CDC's Clinical Decision Support for Immunization (CDSi); every
interval, age and product comes from the supporting data. Stands alone: no Django, no database.

    engine = load("the folder of a CDSi release")
    doses = [(date(2024, 3, 5), "110", "SKB")]
    forecasts = engine.forecast(date(2024, 1, 5), "F", doses, on=date(2024, 5, 1))
    forecasts["DTaP/Tdap/Td"].recommended
"""

from longtable.methods.immunization.engine import Engine, load
from longtable.methods.immunization.explain import Explanation, Step
from longtable.methods.immunization.forecasts import DoseEvaluation, Forecast, Missing
from longtable.methods.immunization.history import Dose, Observation
from longtable.methods.immunization.schedule import Schedule

__all__ = [
    "Dose",
    "DoseEvaluation",
    "Engine",
    "Explanation",
    "Forecast",
    "Missing",
    "Observation",
    "Schedule",
    "Step",
    "load",
]
