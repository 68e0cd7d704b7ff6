/** The blocks of a letter as WordprocessingML, for the body of a Word document. */
import type { LetterBlock } from '../../template/letter-markup.js';
import { isNumber } from '../pdf/page-blocks.js';
import type { PageLetter } from '../pdf/print-order.js';

/** Half points, as Word counts the size of type; twips (twentieths of a point) elsewhere. */
const TITLE_SIZE = 34;
const HEADING_SIZE = 24;
const TEXT_SIZE = 20;
const TABLE_SIZE = 17;
/** Two characters of the text's size. */
const TWO_CHARACTERS = TEXT_SIZE * 20;

/** Paragraphs and tables of the letter, in order. Every text is escaped; what XML cannot hold is left out. */
export function ooxmlOf({ blocks, language }: PageLetter): string {
  const written: string[] = [];
  for (const block of blocks) written.push(blockXml(block, language === 'zh'));
  return written.join('');
}

function blockXml(block: LetterBlock, isChinese: boolean): string {
  switch (block.kind) {
    case 'title':
      return paragraph(block.text, { align: 'center', size: TITLE_SIZE, bold: true, after: 240 });
    case 'heading':
      return paragraph(block.text, { align: 'center', size: HEADING_SIZE, bold: true, after: 120 });
    case 'paragraph':
      return paragraph(
        block.text,
        isChinese ? { align: 'both', firstLine: TWO_CHARACTERS } : { align: 'both', after: 80 },
      );
    case 'left':
      return paragraph(block.text, {});
    case 'right':
      return paragraph(block.text, { align: 'right' });
    case 'field':
      return paragraph(block.text, { left: TWO_CHARACTERS });
    case 'table':
      return table(block.head, block.rows);
    case 'tear':
      return TEAR_LINE;
    case 'page':
      return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
    case 'space':
      return paragraph('', { size: 8 });
  }
}

interface ParagraphStyle {
  readonly align?: 'center' | 'right' | 'both';
  readonly size?: number;
  readonly bold?: boolean;
  /** Twips. */
  readonly firstLine?: number;
  readonly left?: number;
  readonly after?: number;
}

const TEAR_LINE =
  '<w:p><w:pPr><w:pBdr><w:top w:val="dashed" w:sz="6" w:space="1" w:color="666666"/></w:pBdr><w:spacing w:before="240" w:after="60"/></w:pPr></w:p>';

function paragraph(
  text: string,
  { align, size = TEXT_SIZE, bold, firstLine, left, after = 0 }: ParagraphStyle,
): string {
  const indent =
    firstLine === undefined && left === undefined
      ? ''
      : `<w:ind${left === undefined ? '' : ` w:left="${left}"`}${firstLine === undefined ? '' : ` w:firstLine="${firstLine}"`}/>`;
  const justify = align === undefined ? '' : `<w:jc w:val="${align}"/>`;
  // An empty paragraph is as high as its mark.
  const mark = text === '' ? `<w:rPr><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>` : '';
  const properties = `<w:pPr><w:spacing w:after="${after}" w:line="264" w:lineRule="auto"/>${indent}${justify}${mark}</w:pPr>`;
  return `<w:p>${properties}${run(text, size, bold === true)}</w:p>`;
}

function run(text: string, size: number, bold: boolean): string {
  if (text === '') return '';
  const properties = `<w:rPr>${bold ? '<w:b/>' : ''}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`;
  return `<w:r>${properties}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="707070"/>`)
  .join('');
const TABLE_PROPERTIES = `<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${BORDERS}</w:tblBorders><w:tblLayout w:type="autofit"/></w:tblPr>`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = head.length;
  const numeric = head.map((_, column) => rows.length > 0 && rows.every((row) => isNumber(row[column] ?? '')));
  const grid = `<w:tblGrid>${'<w:gridCol/>'.repeat(columns)}</w:tblGrid>`;
  const title = `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${head.map((text) => cell(text, 'center', true)).join('')}</w:tr>`;
  const body = rows.map((row) => {
    const cells = head.map((_, column) => cell(row[column] ?? '', numeric[column] === true ? 'right' : 'left', false));
    return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.join('')}</w:tr>`;
  });
  // Word joins tables that follow one another without a paragraph between them.
  return `<w:tbl>${TABLE_PROPERTIES}${grid}${title}${body.join('')}</w:tbl>${paragraph('', { size: 8 })}`;
}

function cell(text: string, align: 'center' | 'left' | 'right', bold: boolean): string {
  const shade = bold ? '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EFEFEF"/></w:tcPr>' : '';
  return `<w:tc>${shade}<w:p><w:pPr><w:jc w:val="${align}"/></w:pPr>${run(text, TABLE_SIZE, bold)}</w:p></w:tc>`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write these
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** Half a character, which UTF-8 cannot hold either. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

export function escapeXml(text: string): string {
  return text
    .replace(NOT_IN_XML, '')
    .replace(LONE_SURROGATE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
