"""What a user would write with polars instead: the same ageing as duckdb-ageing.mjs, its output equal byte for byte.

    python3 bench/polars-ageing.py BOOK_FOLDER OUT_FOLDER AS_OF

Lazy frames, the streaming engine. With BENCH_USAGE in the environment, what the process used is written to the file
named there, as bench/resource-usage.mjs does for the other contestants.
"""

import atexit
import datetime
import json
import os
import pathlib
import resource
import sys

import polars as pl


def tell_usage(path):
    """Writes the CPU seconds of all threads and the peak resident memory of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    try:
        # Of this program alone: getrusage counts what the parent held when it forked.
        status = pathlib.Path("/proc/self/status").read_text()
        peak = next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        pass
    pathlib.Path(path).write_text(json.dumps({"cpuSeconds": used.ru_utime + used.ru_stime, "peakBytes": peak}))


if "BENCH_USAGE" in os.environ:
    atexit.register(tell_usage, os.environ["BENCH_USAGE"])

if len(sys.argv) != 4:
    sys.exit("usage: python3 bench/polars-ageing.py BOOK_FOLDER OUT_FOLDER AS_OF")
book, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
as_of = datetime.date.fromisoformat(sys.argv[3])
out.mkdir(parents=True, exist_ok=True)

BUCKETS = ((0, "C"), (30, "M1"), (60, "M2"), (90, "M3"), (180, "M4-6"))


def fen(column):
    """An amount in yuan as whole fen."""
    return (pl.col(column).cast(pl.Float64) * 100).round().cast(pl.Int64)


def day(column):
    return pl.col(column).str.to_date("%Y-%m-%d")


def months_of(date):
    return date.dt.year().cast(pl.Int32) * 12 + date.dt.month()


def months_later(column, months):
    """The day so many months after a date, the last of the month where it has no such day."""
    return pl.col(column).dt.offset_by(pl.format("{}mo", months))


def bucket_of(days):
    late = pl.lit("M7+")
    for most, code in reversed(BUCKETS):
        late = pl.when(days <= most).then(pl.lit(code)).otherwise(late)
    return late


paid = (
    pl.scan_csv(
        book / "payments.csv",
        schema={name: pl.String for name in ("loan_id", "paid_on", "amount", "payment_id", "channel")}
        | {"paid_on": pl.Date, "amount": pl.Float64},
    )
    .filter(pl.col("paid_on") <= as_of)
    .group_by("loan_id")
    .agg(fen("amount").sum().alias("paid"))
)

p, r, n = pl.col("p"), pl.col("rate") / pl.col("percent_months"), pl.col("n")
method = pl.col("repayment_method")
is_bullet = method == "bullet"
grown = (1 + r).pow(n)
days = (pl.col("matures_on") - pl.col("disbursed_on")).dt.total_days()
loans = (
    pl.scan_csv(book / "loans.csv", infer_schema=False)
    .select(
        "loan_id",
        "borrower_name",
        "phone",
        "repayment_method",
        fen("principal").cast(pl.Float64).alias("p"),
        pl.col("annual_rate_percent").cast(pl.Float64).alias("rate"),
        day("disbursed_on").alias("disbursed_on"),
        day("matures_on").alias("matures_on"),
    )
    .with_columns(n=months_of(pl.col("matures_on")) - months_of(pl.col("disbursed_on")))
    # polars turns division by a literal into a product with its reciprocal, which now and then is a fen off; by a
    # column it divides.
    .with_columns(percent_months=pl.col("n") * 0 + 1200.0, percent_days=pl.col("n") * 0 + 36000.0)
    .with_columns(
        fd=pl.when(is_bullet).then(pl.col("matures_on")).otherwise(months_later("disbursed_on", pl.lit(1))),
        term=pl.when(is_bullet).then(1).otherwise(n),
        inst=pl.when(method == "equal_instalment")
        .then(p * r * grown / (grown - 1))
        .when(method == "equal_principal")
        .then(p / n + p * r)
        .when(method == "interest_only")
        .then(p * r)
        .otherwise(p + p * pl.col("rate") / pl.col("percent_days") * days)
        .round(mode="half_away_from_zero")
        .cast(pl.Int64)
        .clip(lower_bound=1),
    )
)
k0 = as_of.year * 12 + as_of.month - months_of(pl.col("fd"))
aged = (
    loans.join(paid, on="loan_id", how="left")
    .with_columns(pl.col("paid").fill_null(0), k0=k0)
    .with_columns(
        due=(pl.col("k0") + (months_later("fd", pl.col("k0")) <= as_of).cast(pl.Int32)).clip(0, pl.col("term")),
        m=(pl.col("paid") // pl.col("inst")).clip(lower_bound=0),
    )
    .with_columns(late=pl.col("m") < pl.col("due"))
    .select(
        "loan_id",
        "borrower_name",
        "phone",
        dpd=pl.when("late")
        .then((pl.lit(as_of) - months_later("fd", pl.min_horizontal("m", "term"))).dt.total_days())
        .otherwise(0),
        overdue=pl.when("late").then(pl.col("due") * pl.col("inst") - pl.col("paid")).otherwise(0),
    )
    .with_columns(bucket=bucket_of(pl.col("dpd")))
    .collect(engine="streaming")
)

aged.group_by("bucket").agg(n=pl.len(), overdue=pl.col("overdue").sum()).sort("bucket").write_csv(out / "buckets.csv")
yuan = pl.format(
    "{}.{}",
    pl.col("overdue") // 100,
    (pl.col("overdue") % 100).cast(pl.String).str.zfill(2),
)
(
    aged.filter(pl.col("dpd") > 0)
    .sort(["dpd", "overdue", "loan_id"], descending=[True, True, False])
    .select("loan_id", "borrower_name", "phone", "dpd", yuan.alias("overdue"), "bucket")
    .write_csv(out / "work-list.csv")
)
