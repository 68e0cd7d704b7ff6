/**
 * Question   Which ways out are open for a willing borrower whose ability will not return (2b)?
 * Policy     restructuring.disposal: the ways in the order in which to try them
 * Needs      what secures the debt and what it is worth after the haircut, whether the borrower agrees to dispose of assets
 * Answer     every way, with whether the files show it open, what shows it, and what is missing
 * Not decided here   whether the borrower is 2b, and what it becomes when it refuses (rules/borrower-type.ts)
 */
import type { MissingFact } from '../domain/determination.js';
import { type Fen, formatFen } from '../domain/money.js';
import type { DisposalStep, RestructuringTerms } from '../domain/restructuring.js';

export interface DisposalFacts {
  /** Owed on all overdue loans; NaN where unknown. */
  readonly owed: Fen;
  /** Value of what secures them, before and after the haircut; NaN where one value is not given. */
  readonly collateralValue: Fen;
  readonly collateralKept: Fen;
  /** 1, 0, NaN where nobody asked. */
  readonly agreesToDispose: number;
  readonly assetsFound: number;
}

const NO_VALUE: MissingFact = { fact: 'loans.collateral_value', because: 'disposal-needs-value' };
const NOT_ASKED: MissingFact = { fact: 'survey.agrees_to_dispose_assets', because: 'disposal-needs-consent' };
const NO_SEARCH: MissingFact = { fact: 'survey.assets_found', because: 'disposal-needs-assets' };

export function planDisposal(facts: DisposalFacts, terms: RestructuringTerms): readonly DisposalStep[] {
  return terms.disposal.map(({ way, title, source }) => {
    const step = { way, title, source };
    if (way === 'collateral') return { ...step, ...judgeCollateral(facts) };
    if (way === 'agreed_disposal' || way === 'in_kind') return { ...step, ...judgeConsent(facts) };
    return { ...step, standing: 'open' as const, because: [], missing: [] };
  });
}

type Judged = Pick<DisposalStep, 'standing' | 'because' | 'missing'>;

function judgeCollateral({ owed, collateralValue, collateralKept }: DisposalFacts): Judged {
  if (Number.isNaN(collateralValue)) return { standing: 'unknown', because: [], missing: [NO_VALUE] };
  if (collateralValue === 0) {
    return { standing: 'closed', because: [{ code: 'disposal-no-collateral', saw: {} }], missing: [] };
  }
  const worth = { value: formatFen(collateralValue), kept: formatFen(collateralKept) };
  if (Number.isNaN(owed)) {
    return { standing: 'open', because: [{ code: 'disposal-collateral', saw: worth }], missing: [] };
  }
  const saw = { ...worth, owed: formatFen(owed), rest: formatFen(Math.max(0, owed - collateralKept)) };
  return { standing: 'open', because: [{ code: 'disposal-collateral-covers', saw }], missing: [] };
}

function judgeConsent({ agreesToDispose, assetsFound }: DisposalFacts): Judged {
  if (Number.isNaN(agreesToDispose)) return { standing: 'unknown', because: [], missing: [NOT_ASKED] };
  if (agreesToDispose === 0) {
    return { standing: 'closed', because: [{ code: 'disposal-refused', saw: {} }], missing: [] };
  }
  if (assetsFound === 1) {
    return { standing: 'open', because: [{ code: 'disposal-agreed-assets-found', saw: {} }], missing: [] };
  }
  const missing = Number.isNaN(assetsFound) ? [NO_SEARCH] : [];
  return { standing: 'open', because: [{ code: 'disposal-agreed', saw: {} }], missing };
}
