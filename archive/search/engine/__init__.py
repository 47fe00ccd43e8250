"""Full-text search for Haystack: Whoosh's queries, scores and index folder, on segments and evaluation of our own.

* Writing: `collecting` (words of a field) -> `runs` (postings sorted by term) -> `arrayfile` (one file a segment);
  `writing` commits, deletes and merges, `building` makes a whole index with two processes, `generations` swaps it in.
* Reading: `segments` (what never changes) with their `lexicon`s, `codec` (the same for Whoosh's own readers), `views`
  (a segment in one generation), `snapshot` (a generation) and `opening` (the newest one).
* Answering: `evaluation` carries a Whoosh query out, with `expanding`, `phrases`, `scoring` and `matches`; `counting`
  counts facets, `columns` makes choices, `ordering` sorts, `answers` holds the whole; `budget` bounds what one question
  costs, `caching` what is remembered.
* Haystack: `backend` and `queries`, with `schema`, `results`, `highlighting`, `spelling` and `date_facets`.
* Text: `analysis`, `folding` and `stemming` make terms; `spotting` and `snippets` find them again in a text,
  `likeness` what is telling in one.
"""
