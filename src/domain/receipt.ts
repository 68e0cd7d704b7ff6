/**
 * What a returned receipt proves in law: as which event it stands on record, and with what evidence. The table that a lawyer
 * reads first. What the law leaves open is not decided here: it counts as sent, or as nothing.
 */
import type { ActResult } from './claim.js';
import type { LetterKind, LetterRole } from './letter.js';
import type { EventKind, EvidenceGrade } from './loan.js';
import { EVENT_OF_LETTER } from './notice-log.js';

/**
 * - `signed`: somebody signed, sealed or fingerprinted the receipt.
 * - `refused`: somebody would not take or sign it.
 * - `undeliverable`: it came back: moved, unknown, not collected.
 * - `left`: it was left at the address, and nobody signed.
 * - `online`: received and confirmed through an app, a mailbox or a page that tells who did it.
 */
export const RECEIPT_OUTCOMES = ['signed', 'refused', 'undeliverable', 'left', 'online'] as const;
export type ReceiptOutcome = (typeof RECEIPT_OUTCOMES)[number];

/** Who signed, refused or confirmed. `adult_family`: an adult relative who lives with the addressee. */
export const SIGNERS = ['addressee', 'debtor', 'co_borrower', 'guarantor', 'adult_family', 'other'] as const;
export type Signer = (typeof SIGNERS)[number];

/** Whether the signer of a confirmation agreed to perform: to all of it, to a part, or not. */
export const AGREEMENTS = ['yes', 'no', 'part'] as const;
export type Agreement = (typeof AGREEMENTS)[number];

/** What a receipt says of its letter. Null where its cell is blank. */
export interface Receipt {
  readonly outcome: ReceiptOutcome;
  readonly signedBy: Signer | null;
  /** Relation of the signer to the addressee, in words. */
  readonly relation: string;
  /** A courier's record, a witness or a recording shows who refused it. */
  readonly hasProof: boolean;
  readonly agrees: Agreement | null;
  /** The signer promised to pay, by a day or an amount. */
  readonly promises: boolean;
}

/** Of the letter that was received. */
export interface ReceivedLetter {
  readonly kind: LetterKind;
  readonly role: LetterRole;
  readonly isCompany: boolean;
}

/** Why it proves what it does; the words and articles stand in `write/receipt-words.ts`. */
export type ReceiptBasis =
  | 'not-due'
  | 'signed-by-addressee'
  | 'signed-by-family'
  | 'signed-by-authorised'
  | 'signed-for-company'
  | 'signed-by-other'
  | 'confirmed-online'
  | 'refused-with-proof'
  | 'refused-not-proven'
  | 'left'
  | 'undeliverable'
  | 'consent'
  | 'consent-to-part'
  | 'consent-denied'
  | 'consent-not-shown'
  | 'promise';

/** One act that the receipt shows. */
export interface ShownAct {
  readonly kind: EventKind;
  readonly evidence: EvidenceGrade;
  /** '' where the kind says it all. */
  readonly result: ActResult | '';
  readonly basis: ReceiptBasis;
}

/** A cell that is missing or that contradicts another. */
export type ReceiptFault =
  | { readonly fault: 'missing'; readonly cell: 'signed_by' | 'relation' }
  | { readonly fault: 'wrong-signer' }
  | {
      readonly fault: 'does-not-go-with';
      readonly cell: 'agrees' | 'promised_on' | 'signed_by';
      readonly with: string;
    };

/** The acts that a receipt shows, at least one, or what is wrong with it. */
export function readReceipt(letter: ReceivedLetter, receipt: Receipt): readonly ShownAct[] | ReceiptFault {
  const fault = findFault(letter, receipt);
  if (fault !== undefined) return fault;
  const kind = EVENT_OF_LETTER[letter.kind];
  // It asks for nothing that is due: no demand, however it arrived.
  if (letter.kind === 'reminder') return [{ kind, evidence: 'none', result: '', basis: 'not-due' }];
  const [evidence, basis] = arrivalOf(letter, receipt);
  const isOwn = receipt.signedBy !== null && isAddressee(receipt.signedBy, letter.role) && isAnswer(receipt.outcome);
  const promise: readonly ShownAct[] = receipt.promises
    ? [{ kind: 'promise', evidence, result: '', basis: 'promise' }]
    : [];
  if (letter.kind !== 'confirmation' || !isAnswer(receipt.outcome)) {
    return [{ kind, evidence, result: '', basis }, ...promise];
  }
  if (receipt.agrees === 'yes' && isOwn) {
    return [{ kind: 'acknowledgement', evidence, result: 'consent', basis: 'consent' }, ...promise];
  }
  if (receipt.agrees === 'no') return [{ kind, evidence, result: 'refused', basis: 'consent-denied' }];
  // Whom the addressee's household or staff may bind, and for how much, is for counsel to say.
  const open = receipt.agrees === 'part' ? 'consent-to-part' : 'consent-not-shown';
  return [{ kind, evidence, result: '', basis: open }, ...promise];
}

function findFault({ isCompany, kind, role }: ReceivedLetter, receipt: Receipt): ReceiptFault | undefined {
  const { agrees, outcome, promises, relation, signedBy } = receipt;
  if (signedBy === null) {
    if (isAnswer(outcome)) return { fault: 'missing', cell: 'signed_by' };
  } else {
    if (outcome === 'undeliverable' || outcome === 'left') {
      return { fault: 'does-not-go-with', cell: 'signed_by', with: outcome };
    }
    const isFamily = signedBy === 'adult_family';
    const isOther = signedBy === 'other';
    if (!isFamily && !isOther && !isAddressee(signedBy, role)) return { fault: 'wrong-signer' };
    // A company has no household; and a page tells who confirmed only of whom it knows.
    if (isFamily && isCompany) return { fault: 'wrong-signer' };
    if (outcome === 'online' && (isFamily || isOther)) return { fault: 'wrong-signer' };
    if ((isFamily || isOther) && relation === '') return { fault: 'missing', cell: 'relation' };
  }
  if (agrees !== null) {
    if (!isAnswer(outcome)) return { fault: 'does-not-go-with', cell: 'agrees', with: outcome };
    if (kind !== 'confirmation') return { fault: 'does-not-go-with', cell: 'agrees', with: kind };
  }
  if (promises) {
    if (!isAnswer(outcome)) return { fault: 'does-not-go-with', cell: 'promised_on', with: outcome };
    if (!isAddressee(signedBy!, role)) return { fault: 'does-not-go-with', cell: 'promised_on', with: signedBy! };
    if (agrees === 'no' || agrees === 'part') {
      return { fault: 'does-not-go-with', cell: 'promised_on', with: `agrees ${agrees}` };
    }
  }
  return undefined;
}

/** Somebody answered for himself. */
function isAnswer(outcome: ReceiptOutcome): boolean {
  return outcome === 'signed' || outcome === 'online';
}

const SIGNER_OF_ROLE: Readonly<Record<LetterRole, Signer>> = {
  borrower: 'debtor',
  co_borrower: 'co_borrower',
  guarantor: 'guarantor',
};

function isAddressee(signer: Signer, role: LetterRole): boolean {
  return signer === 'addressee' || signer === SIGNER_OF_ROLE[role];
}

/** Whether and how the letter is shown to have arrived. */
function arrivalOf(letter: ReceivedLetter, receipt: Receipt): readonly [EvidenceGrade, ReceiptBasis] {
  switch (receipt.outcome) {
    case 'signed':
      return signatureOf(letter, receipt);
    case 'online':
      return ['proven', 'confirmed-online'];
    case 'refused': {
      // Only where the addressee himself had it before him is it shown to have reached him.
      const byAddressee = receipt.signedBy !== null && isAddressee(receipt.signedBy, letter.role);
      return receipt.hasProof && byAddressee ? ['proven', 'refused-with-proof'] : ['sent', 'refused-not-proven'];
    }
    case 'left':
      return ['sent', 'left'];
    case 'undeliverable':
      return ['none', 'undeliverable'];
  }
}

function signatureOf(
  { isCompany, role }: ReceivedLetter,
  { relation, signedBy }: Receipt,
): readonly [EvidenceGrade, ReceiptBasis] {
  if (isAddressee(signedBy!, role)) return ['signed', 'signed-by-addressee'];
  if (signedBy === 'adult_family') return ['signed', 'signed-by-family'];
  const words = relation.normalize('NFKC').trim().toLowerCase();
  if (AUTHORISED.has(words)) return ['signed', 'signed-by-authorised'];
  if (isCompany && COMPANY_SIGNERS.has(words)) return ['signed', 'signed-for-company'];
  return ['sent', 'signed-by-other'];
}

/** 被授权主体, as relations name it. Compared whole: 未授权 is something else. */
const AUTHORISED: ReadonlySet<string> = new Set([
  '授权',
  '已授权',
  '被授权人',
  '授权代理人',
  '授权代表',
  '委托代理人',
  '受托人',
  'authorised',
  'authorized',
  'authorised agent',
  'authorized agent',
]);

/** Who signs for a company without being told to: its representative, the person in charge, its mail room. */
const COMPANY_SIGNERS: ReadonlySet<string> = new Set([
  '法定代表人',
  '法人代表',
  '负责人',
  '主要负责人',
  '收发室',
  '收发部门',
  '传达室',
  'legal representative',
  'person in charge',
  'mail room',
  'mailroom',
]);
