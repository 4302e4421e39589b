"""A batch beyond one stream of lines: files of them, Parquet, single articles, and many machines.

`parts` cuts the input into parts, `ledger` keeps what each part gave, `tasks` is what is done with one, `local` and
`raying` have it done here or on a Ray cluster, and `running` is the whole on one page. Single articles go through
`signatures` (near copies) and `windows` (stories) first. Only `raying` knows Ray, and only `tables` Parquet.
"""
