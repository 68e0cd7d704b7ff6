/** Prints the restructuring proposals of borrowers, each borrower once however many of its loans were named. */
import { proposeForBorrower } from '../triage/propose-restructuring.js';
import type { OpenBook } from './open-book.js';
import { proposalJson } from './proposal-json.js';
import { proposalText } from './proposal-text.js';
import { terminalWidth, writeResult } from './streams.js';

/** `borrowers`: positions in the book. As one JSON array, or as text with a blank line between borrowers. */
export function printProposals(open: OpenBook, borrowers: readonly number[], asJson: boolean): void {
  const proposals = [...new Set(borrowers)].map((borrower) => proposeForBorrower(open.portfolio, open.terms, borrower));
  if (asJson) {
    const values = proposals.map((proposal) => proposalJson(open, proposal));
    writeResult(`${JSON.stringify(values, null, 2)}\n`);
    return;
  }
  const width = terminalWidth();
  writeResult(proposals.map((proposal) => proposalText(open, proposal, width)).join('\n'));
}
