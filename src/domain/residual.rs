//! What a recharge takes over (RULES P10, A16–A18).
