"""Pages of conversations: for anybody, for who holds a receipt, and for staff."""
