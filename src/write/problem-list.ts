/** `problems.jsonl`: every problem of the run, one JSON object per line, for machines and for later. */
import { describeProblem } from '../domain/describe-problem.js';
import type { Language } from '../domain/language.js';
import type { Problem } from '../domain/problem.js';
import type { ByteSink } from './columns.js';

const encoder = new TextEncoder();

/** Writes the problems in the order given. Only the cell and the loan id of a row are shown. Returns their number. */
export function writeProblemLines(problems: Iterable<Problem>, language: Language, sink: ByteSink): number {
  let count = 0;
  for (const problem of problems) {
    sink(encoder.encode(`${problemLine(problem, language)}\n`));
    count++;
  }
  return count;
}

function problemLine(problem: Problem, language: Language): string {
  const text = describeProblem(problem, language);
  return JSON.stringify({
    severity: problem.severity,
    code: problem.code,
    table: problem.table,
    file: problem.file,
    line: problem.line === 0 ? null : problem.line,
    column: 'column' in problem ? problem.column : null,
    cell: 'cell' in problem ? problem.cell : null,
    loan_id: problem.loanId ?? null,
    message: text.headline,
    expected: text.expected ?? null,
    effect: text.effect,
    remedy: text.remedy,
  });
}
