/** The body of a letter as HTML. What surrounds it, style and page numbers included, is the pack's page template. */
import type { LetterBlock } from '../template/letter-markup.js';
import { escapeHtml } from '../template/letter-templates.js';
import { isNumeric } from './letter-text.js';

/** Blank lines of the markup are no part of it: the style sets the distances. */
export function formatLetterHtml(blocks: readonly LetterBlock[]): string {
  const lines: string[] = [];
  let isReceiptOpen = false;
  const closeReceipt = () => {
    if (isReceiptOpen) lines.push('</section>');
    isReceiptOpen = false;
  };
  for (const block of blocks) {
    switch (block.kind) {
      case 'title':
        lines.push(`<h1>${escapeHtml(block.text)}</h1>`);
        break;
      case 'heading':
        lines.push(`<h2>${escapeHtml(block.text)}</h2>`);
        break;
      case 'paragraph':
        lines.push(`<p>${escapeHtml(block.text)}</p>`);
        break;
      case 'left':
      case 'right':
      case 'field':
        lines.push(`<p class="${block.kind}">${escapeHtml(block.text)}</p>`);
        break;
      case 'table':
        lines.push(...tableLines(block.head, block.rows));
        break;
      case 'tear':
        closeReceipt();
        lines.push('<section class="receipt">', '<hr class="tear">');
        isReceiptOpen = true;
        break;
      case 'page':
        closeReceipt();
        lines.push('<div class="page"></div>');
        break;
      case 'space':
        break;
    }
  }
  closeReceipt();
  return lines.join('\n');
}

function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const numeric = head.map((_, column) => isNumeric(rows, column));
  const row = (cells: readonly string[], tag: 'td' | 'th') =>
    `<tr>${head.map((_, column) => `<${tag}${numeric[column] ? ' class="figure"' : ''}>${escapeHtml(cells[column] ?? '')}</${tag}>`).join('')}</tr>`;
  return [
    '<table>',
    `<thead>${row(head, 'th')}</thead>`,
    '<tbody>',
    ...rows.map((cells) => row(cells, 'td')),
    '</tbody>',
    '</table>',
  ];
}
