/** How each loan is secured by things, from what the loans file and the collateral file say. */
import { NO_DAY } from '../../domain/civil-date.js';
import { SECURITIES, type Security } from '../../domain/claim.js';
import { securityOf } from '../../domain/guarantee.js';
import { byteColumn } from '../../portfolio/columns.js';
import type { LoanColumns } from '../../portfolio/portfolio.js';
import type { CollateralThing } from './small-tables.js';

/** Of several things the one that can be lost soonest decides: earlier here. What is not known could be a mortgage. */
const BY_RISK: readonly Security[] = ['mortgage', 'registered_pledge', 'unknown', 'possessory_pledge', 'none'];

/**
 * Index into SECURITIES by loan. A thing of which only the value is given is `unknown`; a kind in the loans file that
 * says nothing gives way to the things that the collateral file lists.
 */
export function securityOfLoans(
  loans: Pick<LoanColumns, 'collateralKind' | 'collateralValue'>,
  kinds: readonly string[],
  things: ReadonlyMap<number, readonly CollateralThing[]>,
): Uint8Array {
  const { collateralKind, collateralValue } = loans;
  const statedByCode = kinds.map((kind) => securityOf(kind, false));
  const codeOfStated = Uint8Array.from(statedByCode, (security) => SECURITIES.indexOf(security));
  const valueOnly = SECURITIES.indexOf('unknown');
  const security = byteColumn(collateralKind.length);
  for (let loan = 0; loan < security.length; loan++) {
    const kind = collateralKind[loan]!;
    security[loan] = kind === 0 && collateralValue[loan]! > 0 ? valueOnly : codeOfStated[kind]!;
  }
  for (const [loan, given] of things) {
    const found = given.map(({ kind, registeredOn }) => securityOf(kind, registeredOn !== NO_DAY));
    const stated = statedByCode[collateralKind[loan]!]!;
    if (stated !== 'unknown') found.push(stated);
    security[loan] = SECURITIES.indexOf(BY_RISK.find((one) => found.includes(one)) ?? 'none');
  }
  return security;
}
