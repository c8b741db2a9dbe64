"""Who helps with what, where and when: organisations, services and places, after HSDS 3.1."""
