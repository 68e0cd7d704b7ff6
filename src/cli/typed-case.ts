/** One case as it was typed on the command line, made into the facts of a claim. */
import { type EpochDay, formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import {
  BORROWER_PARTY,
  type ClaimAct,
  type ClaimFacts,
  type ClaimParty,
  RECEIPT,
  UNKNOWN_PARTY,
} from '../domain/claim.js';
import { acceptsBankruptcy } from '../domain/claim-record.js';
import type { Reason } from '../domain/determination.js';
import { ASSET_CLASSES, emptyInstalments, HOLDS, type Instalments, PARTY_ROLES, RESTRUCTURED } from '../domain/loan.js';
import { decisionsOf, endIfKnown, newClaimFacts, partyAt, resultsIfKnown } from '../triage/gather-claim.js';
import { UserError } from './exit.js';
import {
  parseTypedEvent,
  parseTypedGuarantee,
  parseTypedParty,
  type TypedEvent,
  type TypedParty,
} from './typed-acts.js';

/** What was typed, before the events and parties are read. */
export interface CaseOptions {
  readonly due?: EpochDay;
  readonly lastDue?: EpochDay;
  readonly onDemand?: boolean;
  readonly contractSigned?: EpochDay;
  readonly acceleratedOn?: EpochDay;
  readonly restructuredOn?: EpochDay;
  readonly assetClass?: string;
  readonly hold?: string;
  readonly event?: readonly string[];
  readonly guarantee?: readonly string[];
  readonly party?: readonly string[];
  readonly mortgage?: boolean;
}

export interface TypedCase {
  readonly facts: ClaimFacts;
  readonly instalments: Instalments;
  /** Ids of parties whose contract was taken to be signed on the day of the loan contract. */
  readonly signedWithContract: ReadonlySet<string>;
  readonly contractSignedOn: EpochDay;
  /** Options whose day lies after the as-of date, as they were typed: none of them counts. */
  readonly afterAsOf: readonly string[];
}

/** Something is owed; how much does not matter to any clock. */
const OWED = 100;
const GUARANTOR = PARTY_ROLES.indexOf('guarantor') + 1;

/** Reads the case as it stood on `asOf`; throws {@link UserError} at the first thing that cannot be read. */
export function readTypedCase(options: CaseOptions, asOf: EpochDay): TypedCase {
  const contractSignedOn = options.contractSigned ?? NO_DAY;
  const typed = [...(options.guarantee ?? []).map(parseTypedGuarantee), ...(options.party ?? []).map(parseTypedParty)];
  const signedWithContract = new Set<string>();
  const parties = nameParties(typed).map((party, at): ClaimParty => {
    const isGuarantor = party.role === GUARANTOR;
    if (isGuarantor && party.signedOn === NO_DAY && contractSignedOn !== NO_DAY) signedWithContract.add(party.partyId);
    const signedOn = party.signedOn === NO_DAY && isGuarantor ? contractSignedOn : party.signedOn;
    return { ...party, signedOn, line: at + 1 };
  });
  const { instalments, lastDueOn } = dueDatesOf(options);
  const events = (options.event ?? []).map(parseTypedEvent);
  const acts = actsOf(events, parties, asOf);
  const facts: ClaimFacts = {
    ...newClaimFacts(),
    owed: OWED,
    lastDueOn,
    isOnDemand: options.onDemand === true,
    acceleratedOn: onOrBefore(options.acceleratedOn, asOf),
    bankruptOn: bankruptOn(acts),
    oldestUnpaidDueOn: options.due ?? NO_DAY,
    instalments: instalments.count === 0 && options.onDemand !== true ? Number.NaN : 1,
    restructuredOn: onOrBefore(options.restructuredOn, asOf),
    assetClass: ASSET_CLASSES.indexOf(options.assetClass as (typeof ASSET_CLASSES)[number]) + 1,
    status: onOrBefore(options.restructuredOn, asOf) === NO_DAY ? 0 : RESTRUCTURED,
    hold: HOLDS.indexOf(options.hold as (typeof HOLDS)[number]) + 1,
    security: options.mortgage === true ? 'mortgage' : 'none',
    acts,
    hasEventsFile: true,
    parties,
  };
  const afterAsOf = [
    ...(options.event ?? []).filter((_, at) => events[at]!.on > asOf).map((text) => `--event "${text}"`),
    ...dayAfter('--accelerated-on', options.acceleratedOn, asOf),
    ...dayAfter('--restructured-on', options.restructuredOn, asOf),
  ];
  return { facts, instalments, signedWithContract, contractSignedOn, afterAsOf };
}

function dayAfter(option: string, day: EpochDay | undefined, asOf: EpochDay): readonly string[] {
  return day !== undefined && day > asOf ? [`${option} ${formatIsoDate(day)}`] : [];
}

function onOrBefore(day: EpochDay | undefined, asOf: EpochDay): EpochDay {
  return day === undefined || day > asOf ? NO_DAY : day;
}

function dueDatesOf({ due, lastDue, onDemand }: CaseOptions): { instalments: Instalments; lastDueOn: EpochDay } {
  if (onDemand === true && (due !== undefined || lastDue !== undefined)) {
    throw new UserError({
      en: '--on-demand is for a debt without a due date; it cannot stand beside --due or --last-due.',
      zh: '--on-demand 用于未约定还款期限的债务，不能与 --due、--last-due 并用。',
    });
  }
  if (due !== undefined && lastDue !== undefined && lastDue < due) {
    throw new UserError({
      en: `--last-due ${formatIsoDate(lastDue)} lies before --due ${formatIsoDate(due)}.`,
      zh: `--last-due ${formatIsoDate(lastDue)} 早于 --due ${formatIsoDate(due)}。`,
    });
  }
  const lastDueOn = lastDue ?? due ?? NO_DAY;
  const instalments = emptyInstalments(1);
  // Those between the first and the last are not typed: then the due dates are not known.
  if (lastDueOn !== NO_DAY && lastDueOn === (due ?? lastDueOn)) {
    instalments.dueOn[0] = lastDueOn;
    instalments.count = 1;
  }
  return { instalments, lastDueOn };
}

/** Guarantors without an id are G1, G2 … by their place; the others need one to be spoken of. */
function nameParties(typed: readonly TypedParty[]): TypedParty[] {
  const named = typed.map((party, at) =>
    party.partyId === '' ? { ...party, partyId: defaultIdOf(typed, at) } : party,
  );
  const seen = new Set<string>();
  for (const { partyId } of named) {
    if (seen.has(partyId)) {
      throw new UserError({
        en: `two parties have the id "${partyId}".`,
        zh: `有两个当事人的编号都是“${partyId}”。`,
      });
    }
    seen.add(partyId);
  }
  return named;
}

const PREFIXES: Readonly<Record<number, string>> = { [GUARANTOR]: 'G' };

function defaultIdOf(typed: readonly TypedParty[], at: number): string {
  const { role } = typed[at]!;
  const place = typed.slice(0, at + 1).filter((party) => party.role === role).length;
  return `${PREFIXES[role] ?? PARTY_ROLES[role - 1]!}${place}`;
}

function actsOf(events: readonly TypedEvent[], parties: readonly ClaimParty[], asOf: EpochDay): readonly ClaimAct[] {
  const acts = events.map(
    ({ partyId, endedOn, ...event }, at): ClaimAct => ({
      ...event,
      endedOn: endIfKnown(event.kind, endedOn, asOf),
      results: resultsIfKnown(event.kind, event.results, endedOn, asOf),
      party: partyNamed(partyId, parties),
      line: at + 1,
    }),
  );
  return [...acts, ...decisionsOf(acts)]
    .filter((act) => act.on <= asOf)
    .sort(
      (first, second) =>
        first.on - second.on ||
        Number(first.kind === RECEIPT) - Number(second.kind === RECEIPT) ||
        first.line - second.line,
    );
}

/** The first day on which the bankruptcy of the borrower was accepted; NO_DAY where it was not. */
function bankruptOn(acts: readonly ClaimAct[]): EpochDay {
  const accepted = acts.find(
    ({ kind, party, results }) => party === BORROWER_PARTY && acceptsBankruptcy(kind, results),
  );
  return accepted?.on ?? NO_DAY;
}

function partyNamed(id: string, parties: readonly ClaimParty[]): number {
  if (id === '' || id.toLowerCase() === 'borrower') return BORROWER_PARTY;
  const at = parties.findIndex(({ partyId }) => partyId === id);
  return at < 0 ? UNKNOWN_PARTY : partyAt(parties, at);
}

/** The step that says from where a guarantor's date of signing was taken, where it was not typed. */
export function signedWithContractReason({ contractSignedOn }: TypedCase): Reason {
  return { code: 'guarantee-signed-with-contract', saw: { signed_on: formatIsoDate(contractSignedOn) } };
}
