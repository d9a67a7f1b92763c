//! When a product expires, from the first connection (RULES P30–P34, A10–A19).
