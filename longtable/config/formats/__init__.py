"""How dates, times and numbers are written in the languages whose common way is not that of this country."""
