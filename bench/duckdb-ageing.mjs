/**
 * What a user would write in SQL instead: ageing only. Total paid per loan up to the as-of date, instalments covered =
 * paid // instalment, days past due from the first due date not covered, bucket counts and a sorted list.
 *
 *   node bench/duckdb-ageing.mjs BOOK_FOLDER OUT_FOLDER AS_OF
 *
 * The instalment is taken from the terms: the annuity payment, the first payment of equal principal, a month's interest,
 * or everything at maturity. No broken periods, no allocation, no penalty interest, no checks of the input.
 */
import { mkdirSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [book, out, asOf] = process.argv.slice(2);
if (asOf === undefined || !/^\d{4}-\d\d-\d\d$/.test(asOf)) {
  process.stderr.write('usage: node bench/duckdb-ageing.mjs BOOK_FOLDER OUT_FOLDER AS_OF\n');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
/** A path as an SQL string. */
const quoted = (path) => `'${path.replaceAll("'", "''")}'`;

const TYPED = {
  principal: 'DECIMAL(18,2)',
  annual_rate_percent: 'DOUBLE',
  disbursed_on: 'DATE',
  matures_on: 'DATE',
};
const LOAN_COLUMNS =
  'loan_id borrower_id borrower_name borrower_kind occupation id_number phone address region branch officer product asset_class currency principal outstanding_principal annual_rate_percent penalty_markup_percent disbursed_on matures_on repayment_method period payment_day contract_signed_on status accelerated_on restructured_on hold collateral_kind collateral_value care_note reported_days_past_due reported_overdue_principal reported_overdue_interest'.split(
    ' ',
  );
const loanTypes = LOAN_COLUMNS.map((name) => `'${name}':'${TYPED[name] ?? 'VARCHAR'}'`).join(',');
const CSV = `header=true, auto_detect=false, delim=',', quote='"', escape='"'`;
const BUCKET = `CASE WHEN dpd <= 0 THEN 'C' WHEN dpd <= 30 THEN 'M1' WHEN dpd <= 60 THEN 'M2' WHEN dpd <= 90 THEN 'M3' WHEN dpd <= 180 THEN 'M4-6' ELSE 'M7+' END`;

const STATEMENTS = [
  `CREATE TEMP TABLE paid AS
   SELECT loan_id, CAST(sum(amount) * 100 AS BIGINT) AS paid
   FROM read_csv(${quoted(`${book}/payments.csv`)}, ${CSV},
     columns={'loan_id':'VARCHAR','paid_on':'DATE','amount':'DECIMAL(18,2)','payment_id':'VARCHAR','channel':'VARCHAR'})
   WHERE paid_on <= DATE '${asOf}' GROUP BY loan_id`,
  `CREATE TEMP TABLE aged AS
   WITH l AS (
     SELECT loan_id, borrower_name, phone, CAST(principal * 100 AS DOUBLE) AS p, annual_rate_percent / 1200 AS r,
       repayment_method AS method, matures_on, disbursed_on, annual_rate_percent AS rate,
       datediff('month', disbursed_on, matures_on) AS n
     FROM read_csv(${quoted(`${book}/loans.csv`)}, ${CSV}, columns={${loanTypes}})
   ), t AS (
     SELECT loan_id, borrower_name, phone,
       CASE WHEN method = 'bullet' THEN matures_on ELSE CAST(disbursed_on + INTERVAL 1 MONTH AS DATE) END AS fd,
       CASE WHEN method = 'bullet' THEN 1 ELSE n END AS term,
       CAST(greatest(1, round(CASE method
         WHEN 'equal_instalment' THEN p * r * pow(1 + r, n) / (pow(1 + r, n) - 1)
         WHEN 'equal_principal' THEN p / n + p * r
         WHEN 'interest_only' THEN p * r
         ELSE p + p * rate / 36000 * (matures_on - disbursed_on) END)) AS BIGINT) AS inst
     FROM l
   ), k AS (SELECT *, datediff('month', fd, DATE '${asOf}') AS k0 FROM t
   ), d AS (
     SELECT k.*, coalesce(paid, 0) AS paid,
       greatest(0, least(term, CASE WHEN fd + to_months(k0::INTEGER) <= DATE '${asOf}' THEN k0 + 1 ELSE k0 END)) AS due
     FROM k LEFT JOIN paid USING (loan_id)
   ), e AS (SELECT *, greatest(0, paid // inst) AS m FROM d)
   SELECT loan_id, borrower_name, phone,
     CASE WHEN m < due THEN DATE '${asOf}' - CAST(fd + to_months(m::INTEGER) AS DATE) ELSE 0 END AS dpd,
     CASE WHEN m < due THEN due * inst - paid ELSE 0 END AS overdue
   FROM e`,
  `COPY (SELECT ${BUCKET} AS bucket, count(*) AS n, CAST(sum(overdue) AS BIGINT) AS overdue FROM aged GROUP BY 1 ORDER BY 1)
   TO ${quoted(`${out}/buckets.csv`)} (HEADER)`,
  `COPY (SELECT loan_id, borrower_name, phone, dpd, printf('%d.%02d', overdue // 100, overdue % 100) AS overdue, ${BUCKET} AS bucket
     FROM aged a WHERE dpd > 0 ORDER BY a.dpd DESC, a.overdue DESC, loan_id)
   TO ${quoted(`${out}/work-list.csv`)} (HEADER)`,
];

const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
for (const statement of STATEMENTS) await connection.run(statement);
connection.closeSync();
instance.closeSync();
