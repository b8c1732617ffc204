"""Forms to print: wordings that organisations edit, filled with what is known of a family, as PDF."""
