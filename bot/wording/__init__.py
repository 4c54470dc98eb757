"""The wording of answers, the same on every face, and its renderings."""
