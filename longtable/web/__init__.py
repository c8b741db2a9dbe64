"""Home, navigation, the demo and the open doors: composes what the packages offer."""
