"""`make bench`: how long a search takes as the directory grows, beside what else one could have built.

Read in this order: population (the invented directory), filling (into a database), queries (what is asked),
contestants (who answers), measuring (the run), report (table and plot). `ours` is the only file that knows
how this project searches.
"""
