/** What the page for whoever contacts a borrower is to hold beside the figures: the lender's checklists. */
import type { Language } from './language.js';

type Titles = Readonly<Record<Language, string>>;

/** What the files may hold of the things that S1 says to know before contact. */
export const DOSSIER_FACTS = [
  'phone',
  'address',
  'occupation',
  'reason',
  'income',
  'contacts',
  'guarantee',
  'security',
  'care_note',
] as const;
export type DossierFact = (typeof DOSSIER_FACTS)[number];

/** What in the files may say that there are assets, beside collateral of a kind. */
export const ASSET_SIGNS = [
  'other_collateral',
  'account_debited',
  'paid_by_transfer',
  'paid_by_enforcement',
  'address',
  'occupation',
  'mortgagor',
  'asset_transfer',
  'preservation',
  'assets_found',
  'moves_assets',
  'agrees_to_dispose_assets',
  'other_creditors_sue',
  'income_covers_instalment',
  'receivables_stuck',
] as const;
export type AssetSign = (typeof ASSET_SIGNS)[number];

/** One thing to know before contact. */
export interface FactToFindOut {
  readonly id: string;
  readonly title: Titles;
  /** It is known where the files hold one of these; empty where no file ever does. */
  readonly heldBy: readonly DossierFact[];
  readonly source: string;
}

/** One kind of asset to look for before suit or enforcement. */
export interface AssetClueItem {
  readonly id: string;
  readonly title: Titles;
  /** In small letters: collateral, or an act of preservation or transfer, whose text holds one is a clue of this kind. */
  readonly words: readonly string[];
  readonly shownBy: readonly AssetSign[];
  /** Where it may lawfully be looked for. */
  readonly look: Titles;
  readonly source: string;
}

export interface DossierTerms {
  /** Rows shown of each table at most. */
  readonly rows: { readonly instalments: number; readonly payments: number; readonly contacts: number };
  readonly findOut: readonly FactToFindOut[];
  readonly assetClues: readonly AssetClueItem[];
}

/** Why the asset clues are shown: the step, the stage, how the type is handled, a clock at risk, proceedings on record. */
export const TRACE_REASONS = ['step', 'stage', 'handling', 'deadline', 'proceedings'] as const;
export type TraceReason = (typeof TRACE_REASONS)[number];
