/** The comparison with the bank's own figures: what the summary says of it, the exit code. */
import type { Language } from '../domain/language.js';
import type { ReconciliationCause } from '../domain/reconciliation.js';
import { isFinding, tallyReconciliation } from '../triage/reconcile-book.js';
import type { ManifestReconciliation } from '../write/manifest.js';
import { causeInWords } from '../write/reconciliation-words.js';
import { FINISHED_WITH_FINDINGS } from './exit.js';
import { type OpenBook, plural } from './open-book.js';
import type { TriagedBook } from './triage-book.js';

export type Reconciliation = ManifestReconciliation;

/** What the comparison of the book comes to; null where the loans file reports nothing. */
export function reconcile({ terms }: OpenBook, { book }: TriagedBook): Reconciliation | null {
  if (book.reconciliation === null) return null;
  const tally = tallyReconciliation(book.reconciliation);
  const { reconciliation: settings } = terms.policy;
  return {
    ...tally,
    byCause: Object.fromEntries(tally.byCause),
    toleranceDays: settings.toleranceDays,
    toleranceFen: settings.toleranceFen,
    mostDifferingPercent: settings.mostDiffering * 100,
    isFinding: isFinding(tally, settings),
  };
}

/** More differences than the lender takes for granted are a finding. */
export function settleReconciliation(reconciliation: Reconciliation | null): void {
  if (reconciliation?.isFinding === true) process.exitCode = FINISHED_WITH_FINDINGS;
}

/** Within 80 columns. `out` is the run directory, undefined where nothing was written. */
export function describeReconciliation(
  { agree, differ, notComparable, notReported, byCause, mostDifferingPercent, isFinding }: Reconciliation,
  language: Language,
  out: string | undefined,
): string[] {
  const zh = language === 'zh';
  const compared = agree + differ;
  const lines = [
    zh
      ? `对账：与银行系统数据可比 ${compared} 笔，${differ} 笔不符`
      : `Reconciled with the bank's figures: ${plural(compared, 'loan')} compared, ${differ} differ`,
  ];
  for (const [cause, loans] of Object.entries(byCause).sort(([first], [second]) => (first < second ? -1 : 1))) {
    if (cause === 'undetermined') continue;
    lines.push(`  ${String(loans).padStart(6)}  ${causeInWords(cause as ReconciliationCause, language)}`);
  }
  if (notComparable + notReported > 0) {
    lines.push(
      zh
        ? `  另有 ${notComparable} 笔无法比较，${notReported} 笔银行系统未报送`
        : `  not compared: ${notComparable} without a position here, ${notReported} not reported`,
    );
  }
  if (isFinding) {
    lines.push(
      zh
        ? `  不符比例（口径差异除外）超过策略规定的 ${mostDifferingPercent}%`
        : `  more than the policy's ${mostDifferingPercent} % differ, conventions apart`,
    );
  }
  if (out !== undefined && differ + notComparable > 0) {
    lines.push(zh ? `  见 ${out}/reconciliation.csv` : `  see ${out}/reconciliation.csv`);
  }
  return lines;
}
