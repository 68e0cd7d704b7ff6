/**
 * Which column is masked how, and the one door through which whatever may hold personal data leaves the program: a list that
 * reads such a column has to say by which masking.
 */
import { maskAccount, maskAddress, maskIdNumber, maskName, maskPhone } from './masking.js';
import { maskNames, maskNumbers } from './masking-in-text.js';

/**
 * How a cell is shown. `text`: names of the case, identity and telephone numbers inside it are starred, the rest stays;
 * `whole`: four stars, whatever its length; `drop`: blank; `none`: in full.
 */
export const MASK_KINDS = [
  'name',
  'phone',
  'id_number',
  'account',
  'address',
  'text',
  'whole',
  'drop',
  'none',
] as const;
export type MaskKind = (typeof MASK_KINDS)[number];

/**
 * How each column is masked where a policy says nothing of it. The borrower's own columns go by their names in the loans file;
 * `event_note` is `result` and `note` of events, `collateral` their description.
 */
export const USUAL_MASKS = {
  borrower_name: 'name',
  phone: 'phone',
  id_number: 'id_number',
  address: 'address',
  occupation: 'none',
  care_note: 'text',
  party_name: 'name',
  party_phone: 'phone',
  party_address: 'address',
  event_note: 'text',
  collateral: 'text',
} as const satisfies Record<string, MaskKind>;

export type MaskedColumn = keyof typeof USUAL_MASKS;
export const MASKED_COLUMNS = Object.keys(USUAL_MASKS) as readonly MaskedColumn[];

/** `text` and `phone` star the numbers in a text: of a name or an address they would leave everything. */
const OF_NAMES_AND_ADDRESSES = MASK_KINDS.filter((kind) => kind !== 'text' && kind !== 'phone');

/** The rules that a policy may name for a column: those that hide something of what stands there, and `none`. */
export function masksFor(column: MaskedColumn): readonly MaskKind[] {
  const usual = USUAL_MASKS[column];
  return usual === 'name' || usual === 'address' ? OF_NAMES_AND_ADDRESSES : MASK_KINDS;
}

export type MaskingRules = Readonly<Record<MaskedColumn, MaskKind>>;

/** Makes of a cell what may be shown of it. */
export type Mask = (text: string) => string;

const WHOLE = '****';

const MASKS: Readonly<Record<MaskKind, Mask>> = {
  name: (text) => maskName(text),
  phone: maskPhone,
  id_number: maskIdNumber,
  account: maskAccount,
  address: maskAddress,
  text: maskNumbers,
  whole: (text) => (text.trim() === '' ? '' : WHOLE),
  drop: () => '',
  none: (text) => text,
};

/** What a run shows of personal data: the policy's rules, or everything in full. */
export interface Masking {
  /** Of each column, as it is shown. */
  readonly rules: MaskingRules;
  /** Whether the run was asked to show everything, whatever the policy says. */
  readonly isLifted: boolean;
  /** The mask of a column; `names` are the people of the case, for texts that may speak of them. */
  of(column: MaskedColumn, names?: readonly string[]): Mask;
}

const IN_FULL = Object.fromEntries(MASKED_COLUMNS.map((column) => [column, 'none'])) as unknown as MaskingRules;

/** The masking of a run under the policy's rules; `isLifted` where the user asked for everything in full. */
export function openMasking(rules: MaskingRules, isLifted: boolean): Masking {
  const shown = isLifted ? IN_FULL : rules;
  return {
    rules: shown,
    isLifted,
    of: (column, names = []) => {
      if (shown[column] !== 'text' || names.length === 0) return MASKS[shown[column]];
      return (text) => maskNumbers(maskNames(text, names));
    },
  };
}

/** For letters, which carry their addressee's data, and for texts that are searched and not shown. */
export const UNMASKED: Masking = openMasking(IN_FULL, true);

/** `yes`: as usual; `no`: everything in full; else the rules that are given, and the usual ones for the other columns. */
export function masksOf(
  written: boolean | Readonly<Partial<Record<MaskedColumn, MaskKind | undefined>>>,
): MaskingRules {
  if (typeof written === 'boolean') return written ? USUAL_MASKS : IN_FULL;
  const given = Object.entries(written).filter(([, kind]) => kind !== undefined);
  return { ...USUAL_MASKS, ...Object.fromEntries(given) };
}

/** The rules that are not the usual ones; for whoever must know what a run shows. */
export function unusualMasks(rules: MaskingRules): Readonly<Partial<Record<MaskedColumn, MaskKind>>> {
  return Object.fromEntries(
    MASKED_COLUMNS.filter((column) => rules[column] !== USUAL_MASKS[column]).map((column) => [column, rules[column]]),
  );
}

const OF_PEOPLE = [
  'borrower_name',
  'phone',
  'id_number',
  'address',
  'party_name',
  'party_phone',
  'party_address',
] as const satisfies readonly MaskedColumn[];

/** Whether names, numbers or addresses are shown in full anywhere. */
export function showsPeopleInFull({ rules }: Masking): boolean {
  return OF_PEOPLE.some((column) => rules[column] === 'none');
}
