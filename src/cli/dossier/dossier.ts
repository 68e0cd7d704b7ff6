/** What one dossier is made of: everything worked out about the borrower, and the words of the files that it shows. */
import type { EpochDay } from '../../domain/civil-date.js';
import { NO_DAY } from '../../domain/civil-date.js';
import type { Language } from '../../domain/language.js';
import { type Mask, UNMASKED } from '../../domain/masking-rules.js';
import type { Fen } from '../../domain/money.js';
import type { TableName } from '../../domain/problem.js';
import { heldEvents } from '../../portfolio/bring-in.js';
import { gatherLoanText } from '../../read/loan-text.js';
import { gatherRowText, type RowText } from '../../read/row-text.js';
import { type BorrowerExplanation, explainBorrower } from '../../triage/explain-borrower.js';
import { rowText } from '../fact-text.js';
import { type CareNote, careNotesOf, namesOfCase } from '../guidance-text.js';
import type { OpenBook } from '../open-book.js';

/** A text of the files with the rows that it stands in. */
export interface PlacedText {
  readonly text: string;
  readonly places: readonly string[];
}

export interface CollateralThing {
  readonly loan: number;
  readonly kind: string;
  readonly description: string;
  /** NaN where not given. */
  readonly value: Fen;
  readonly registeredOn: EpochDay;
  readonly place: string;
}

export interface Dossier {
  readonly open: OpenBook;
  readonly language: Language;
  readonly say: (en: string, zh: string) => string;
  readonly explanation: BorrowerExplanation;
  /** Each different one, masked as its column is; blanks left out. */
  readonly names: readonly PlacedText[];
  readonly phones: readonly PlacedText[];
  readonly addresses: readonly PlacedText[];
  readonly occupations: readonly PlacedText[];
  readonly careNotes: readonly CareNote[];
  /** The security of the borrower's loans, from the collateral file and from the loans file. */
  readonly collateral: readonly CollateralThing[];
  /** `result`, `actor` or `note` of an event, by its row in the book. */
  eventText(event: number, column: 'result' | 'actor' | 'note'): string;
  /** Name, telephone and address of a party. */
  readonly maskParty: { readonly name: Mask; readonly phone: Mask; readonly address: Mask };
  placeOf(table: TableName, line: number): string;
}

const LOAN_TEXTS = ['borrower_name', 'phone', 'address', 'occupation'] as const;
type LoanTextColumn = (typeof LOAN_TEXTS)[number];

export function openDossier(open: OpenBook, borrower: number): Dossier {
  const { masking, portfolio, terms, listLanguage: language } = open;
  const explanation = explainBorrower(portfolio, terms, borrower);
  const own = Int32Array.from(explanation.loans, ({ loan }) => loan);
  const texts = gatherLoanText(open.loansTable, portfolio, own, LOAN_TEXTS, UNMASKED);
  const placeOf = (table: TableName, line: number) => rowText({ table, line }, open.places);
  const placed = (column: LoanTextColumn): PlacedText[] => {
    const mask = masking.of(column);
    const places = new Map<string, string[]>();
    for (const [at, loan] of own.entries()) {
      const text = texts.text(at, column);
      if (text === '') continue;
      const place = placeOf('loans', portfolio.loans.line[loan]!);
      const known = places.get(text);
      if (known === undefined) places.set(text, [place]);
      else known.push(place);
    }
    return Array.from(places, ([text, from]) => ({ text: mask(text), places: from }));
  };
  const peopleNamed = namesOfCase(portfolio, own, (at) => texts.text(at, 'borrower_name'));
  const maskNote = masking.of('event_note', peopleNamed);
  const eventRows = textsOfEvents(open, explanation);
  return {
    open,
    language,
    say: (en, zh) => (language === 'zh' ? zh : en),
    explanation,
    names: placed('borrower_name'),
    phones: placed('phone'),
    addresses: placed('address'),
    occupations: placed('occupation'),
    careNotes: careNotesOf(open, borrower),
    collateral: collateralOf(open, own, masking.of('collateral', peopleNamed), placeOf),
    eventText: (event, column) => {
      const text = eventRows.get(heldEvents(portfolio)!.line[event]!)?.text(column) ?? '';
      // Whoever did it is the bank's own staff.
      return column === 'actor' ? text : maskNote(text);
    },
    maskParty: {
      name: masking.of('party_name'),
      phone: masking.of('party_phone'),
      address: masking.of('party_address'),
    },
    placeOf,
  };
}

function textsOfEvents(
  { openTables, portfolio }: OpenBook,
  { events }: BorrowerExplanation,
): ReadonlyMap<number, RowText> {
  const table = openTables.get('events');
  if (table === undefined || events === null) return new Map();
  const lines = new Set(events.map((event) => heldEvents(portfolio)!.line[event]!));
  return gatherRowText(table, lines, ['result', 'actor', 'note']);
}

function collateralOf(
  { openTables, portfolio }: OpenBook,
  own: Int32Array,
  mask: Mask,
  placeOf: Dossier['placeOf'],
): CollateralThing[] {
  const { collateral, collateralKinds, loans } = portfolio;
  const table = openTables.get('collateral');
  const rows = Array.from(collateral.loan.keys()).filter((row) => own.includes(collateral.loan[row]!));
  const texts =
    table === undefined
      ? new Map<number, RowText>()
      : gatherRowText(table, new Set(rows.map((row) => collateral.line[row]!)), [
          'kind',
          'description',
          'value',
          'registered_on',
        ]);
  const ofFile = rows.map((row): CollateralThing => {
    const line = collateral.line[row]!;
    const text = texts.get(line);
    const registeredOn = text?.value('registered_on') ?? Number.NaN;
    return {
      loan: collateral.loan[row]!,
      kind: text?.text('kind') ?? '',
      description: mask(text?.text('description') ?? ''),
      value: text?.value('value') ?? Number.NaN,
      registeredOn: Number.isNaN(registeredOn) ? NO_DAY : registeredOn,
      place: placeOf('collateral', line),
    };
  });
  const ofLoans = Array.from(own).flatMap((loan): CollateralThing[] => {
    const kind = collateralKinds[loans.collateralKind[loan]!]!;
    const detailed = ofFile.filter((thing) => thing.loan === loan);
    // The book holds the sum over both files: it is the loans file's own only where the other names no value.
    const value = detailed.some((thing) => !Number.isNaN(thing.value)) ? Number.NaN : loans.collateralValue[loan]!;
    const isRepeated = kind === '' || detailed.some((thing) => thing.kind === kind);
    if (isRepeated && Number.isNaN(value)) return [];
    const place = placeOf('loans', loans.line[loan]!);
    return [{ loan, kind, description: '', value, registeredOn: NO_DAY, place }];
  });
  return [...ofFile, ...ofLoans];
}
