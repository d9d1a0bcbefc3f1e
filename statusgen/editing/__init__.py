"""TEXT → TEXT: reports are begun and updates added; what is there already stays byte for byte."""
