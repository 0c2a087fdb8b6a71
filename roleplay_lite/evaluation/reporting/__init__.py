"""From the figures of a run to what people read: tables, Markdown, JSON, pictures; and two runs compared."""
