import PizZip from 'pizzip';
import { describe, expect, test } from 'vitest';
import type { Letter } from '../../../src/domain/letter.js';
import { specimenLetter } from '../../../src/template/specimen-letter.js';
import { DocumentFault, openLetterMerge } from '../../../src/write/docx/merge-letter.js';
import { PLAIN_DOCUMENT } from '../../../src/write/docx/plain-document.js';
import type { PageLetter } from '../../../src/write/pdf/print-order.js';

const letter = specimenLetter('demand', 'zh', 'borrower');
const worded: PageLetter = {
  language: 'zh',
  blocks: [
    { kind: 'title', text: '逾期贷款催收通知书' },
    { kind: 'paragraph', text: '截至今日 <&> "引号"' },
    { kind: 'table', head: ['序号', '金额'], rows: [['1', '1,234.56']] },
    { kind: 'tear' },
    { kind: 'right', text: '（盖章）' },
  ],
};

/** A Word document whose body holds these paragraphs. */
function documentOf(paragraphs: readonly string[]): Buffer {
  const zip = new PizZip();
  const body = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join('');
  for (const [name, text] of Object.entries(PLAIN_DOCUMENT)) {
    zip.file(name, name === 'word/document.xml' ? text.replace(/<w:p>.*?<\/w:p>/s, () => body) : text);
  }
  return zip.generate({ type: 'nodebuffer' });
}

function bodyOf(docx: Buffer): string {
  return new PizZip(docx).file('word/document.xml')!.asText();
}

function wordsOf(docx: Buffer): string {
  const unescaped = (text: string) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const paragraphs = bodyOf(docx).split('</w:p>');
  return paragraphs
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((found) => unescaped(found[1]!)).join(''),
    )
    .join('\n');
}

describe('without a document of the bank', () => {
  test('the plain page holds the whole letter', async () => {
    const merged = (await openLetterMerge(null)).merge(letter, worded);
    const words = wordsOf(merged);
    for (const text of ['逾期贷款催收通知书', '截至今日 <&> "引号"', '序号', '1,234.56', '（盖章）'])
      expect(words).toContain(text);
    expect(words).not.toContain('{');
  });

  test('the same letter gives the same bytes', async () => {
    const merge = await openLetterMerge(null);
    expect(merge.merge(letter, worded).equals((await openLetterMerge(null)).merge(letter, worded))).toBe(true);
  });
});

describe('a document of the bank', () => {
  const merge = async (paragraphs: readonly string[], of: Letter = letter) =>
    wordsOf((await openLetterMerge(documentOf(paragraphs))).merge(of, worded));

  test('names, figures and loops', async () => {
    const words = await merge([
      '致{addressee.name}',
      '{#loans}',
      '借据{id} {amounts.sum.figures}',
      '{/loans}',
      '共{total.sum.figures}',
    ]);
    expect(words).toContain(`致${letter.addressee.name}`);
    for (const loan of letter.loans) expect(words).toContain(`借据${loan.id} ${loan.amounts.sum.figures}`);
    expect(words).toContain(`共${letter.total.sum.figures}`);
  });

  test('a part that depends on a fact', async () => {
    const words = await merge(['{#hasReceipt}附回执{/hasReceipt}{^hasReceipt}无回执{/hasReceipt}']);
    expect(words).toContain('附回执');
    expect(words).not.toContain('无回执');
  });

  test.each([
    'borower.name',
    'addressee.nam',
    'constructor',
    'addressee.__proto__',
    'toString',
    'loans.length',
    '1+1',
    'process.exit()',
  ])('refuses the placeholder {%s}', async (placeholder) => {
    await expect(merge([`{${placeholder}}`])).rejects.toThrow(DocumentFault);
  });

  test('tells every broken placeholder of the document at once', async () => {
    const fault = await openLetterMerge(documentOf(['{#loans}', '{addressee.name'])).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(DocumentFault);
    expect((fault as DocumentFault).faults).toHaveLength(2);
  });

  test('what looks like a placeholder or like markup in a name is a name', async () => {
    const name = '{addressee.name}{#loans}</w:t><w:br/>&amp;{@letter}';
    const words = await merge(['致{addressee.name}。'], { ...letter, addressee: { ...letter.addressee, name } });
    expect(words).toContain(`致${name}。`);
  });

  test('what is no Word document is refused', async () => {
    await expect(openLetterMerge(Buffer.from('hello'))).rejects.toThrow(DocumentFault);
  });
});
