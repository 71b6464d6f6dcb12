"""The world a brand lives in: a season of 26 weeks in which decisions have consequences."""
