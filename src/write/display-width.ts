/**
 * How many columns a text takes on a terminal or a page of fixed pitch: a Chinese character two, a combining mark none,
 * a picture two. The library for this compiles all emoji sequences at every start, which costs each command more than
 * its own work; a test holds this to it.
 */
import { stripVTControlCharacters } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';

let graphemes: Intl.Segmenter | undefined;

/** Columns that the text takes; colours take none. */
export function widthOf(text: string): number {
  let columns = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (isPlainlyNarrow(unit)) columns++;
    else if (isPlainlyWide(unit)) columns += 2;
    // Marks, emoji and the like are a hundred times slower.
    else return widthByCluster(text);
  }
  return columns;
}

/** ASCII, dashes and curly quotes, the frames of tables, and the box to be ticked: letters are full of them. */
function isPlainlyNarrow(unit: number): boolean {
  return (
    (unit >= 0x20 && unit <= 0x7e) ||
    (unit >= 0x2010 && unit <= 0x2027) ||
    (unit >= 0x2500 && unit <= 0x257f) ||
    unit === 0x25a1
  );
}

/** Common Chinese characters, Chinese punctuation without its marks that combine, and full-width forms. */
function isPlainlyWide(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3001 && unit <= 0x3029) || (unit >= 0xff01 && unit <= 0xff60);
}

function widthByCluster(text: string): number {
  graphemes ??= new Intl.Segmenter('zh', { granularity: 'grapheme' });
  let columns = 0;
  for (const { segment } of graphemes.segment(stripVTControlCharacters(text))) columns += widthOfCluster(segment);
  return columns;
}

const UNSEEN = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Cs}]$/u;
const EMOJI = /\p{Emoji_Presentation}/u;
const MAY_BE_EMOJI = /\p{Extended_Pictographic}/u;
/** Asks for the picture rather than the sign. */
const AS_PICTURE = '\ufe0f';
/** A digit made a key. */
const KEYCAP = /^[\d#*]\ufe0f?\u20e3$/u;
const HALF_AND_FULL_WIDTH_FORMS = /^[\uff00-\uffef]$/u;
const SPACING_MARK = /^\p{Mc}$/u;

/** The first character that is seen decides; marks that take room of their own add it. */
function widthOfCluster(cluster: string): number {
  const isPicture =
    EMOJI.test(cluster) || KEYCAP.test(cluster) || (cluster.includes(AS_PICTURE) && MAY_BE_EMOJI.test(cluster));
  if (isPicture) return 2;
  let columns = 0;
  for (const character of cluster) {
    if (UNSEEN.test(character)) continue;
    if (columns > 0 && !HALF_AND_FULL_WIDTH_FORMS.test(character) && !SPACING_MARK.test(character)) continue;
    columns += eastAsianWidth(character.codePointAt(0)!);
  }
  return columns;
}
