import { describe, expect, test } from 'vitest';
import { joinPages } from '../../../src/write/pdf/join-pages.js';

const ID = '00112233445566778899aabbccddeeff';

/** A PDF with one page for each text, its objects in the order in which they are given here. */
function pdfOf(texts: readonly string[], trailerExtra = ''): Buffer {
  const pageOf = (index: number) => 4 + index * 2;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<<\n  /Type /Pages\n  /Count ${texts.length}\n  /Kids [${texts.map((_, index) => `${pageOf(index)} 0 R`).join(' ')}]\n>>`,
    '<< /Title (see 2 0 R \\) and 9 0 R) >>',
    ...texts.flatMap((text, index) => [
      `<< /Type /Page /Parent 2 0 R /Contents ${pageOf(index) + 1} 0 R /Note (4 0 R) >>`,
      `<< /Length ${Buffer.byteLength(text)} >>\nstream\n${text}\nendstream`,
    ]),
  ];
  let body = '%PDF-1.4\n';
  const entries = ['0000000000 65535 f \n'];
  for (const [index, object] of objects.entries()) {
    entries.push(`${String(Buffer.byteLength(body)).padStart(10, '0')} 00000 n \n`);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = Buffer.byteLength(body);
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 3 0 R${trailerExtra} >>`;
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n${entries.join('')}${trailer}\nstartxref\n${table}\n%%EOF`);
}

function joined(pdfs: readonly Buffer[]): string {
  const pieces: Buffer[] = [];
  const join = joinPages((bytes) => pieces.push(bytes), ID);
  for (const pdf of pdfs) join.add(pdf);
  join.end();
  return Buffer.concat(pieces).toString('latin1');
}

describe('joined pages', () => {
  const file = joined([pdfOf(['one', 'two 7 0 R']), pdfOf(['three'])]);

  test('every entry of the table points at its object', () => {
    const table = Number(/startxref\n(\d+)/.exec(file)![1]);
    const size = Number(/\/Size (\d+)/.exec(file)![1]);
    const entries = file
      .slice(file.indexOf('\n', file.indexOf('\n', table) + 1) + 1)
      .match(/.{18} \n/g)!
      .slice(0, size);
    expect(entries).toHaveLength(size);
    for (const [number, entry] of entries.entries()) {
      if (entry[17] === 'n') expect(file.slice(Number(entry.slice(0, 10))).startsWith(`${number} 0 obj\n`)).toBe(true);
    }
  });

  test('all references lead to objects that are there', () => {
    const defined = new Set([...file.matchAll(/^(\d+) 0 obj$/gm)].map((match) => match[1]));
    const outsideStrings = file.replace(/stream\n[\s\S]*?\nendstream/g, '').replace(/\((?:[^\\()]|\\.)*\)/g, '');
    for (const [, number] of outsideStrings.matchAll(/(\d+) 0 R/g)) expect(defined).toContain(number);
  });

  test('counts the pages of all', () => {
    expect(/1 0 obj\n<< \/Type \/Pages \/Count 3 /.test(file)).toBe(true);
  });

  test('streams and strings stay as they are, whatever they look like', () => {
    expect(file).toContain('two 7 0 R\nendstream');
    expect(file).toContain('/Note (4 0 R)');
  });

  test('titles and dates of the batches are left out', () => {
    expect(file).not.toContain('/Title');
    expect(file).not.toContain('/Info');
  });
});

describe('what cannot be joined is refused', () => {
  test.each([
    ['no PDF', Buffer.from('hello')],
    ['a truncated one', pdfOf(['one']).subarray(0, 200)],
    ['an encrypted one', pdfOf(['one'], ' /Encrypt 9 0 R')],
    [
      'one whose stream is longer than it says',
      Buffer.from(pdfOf(['one']).toString().replace('/Length 3', '/Length 1')),
    ],
  ])('%s', (_, pdf) => {
    expect(() => joined([pdf])).toThrow(RangeError);
  });
});
