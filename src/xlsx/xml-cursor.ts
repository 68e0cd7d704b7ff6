/** XML as it stands in the bytes, tag by tag, without a tree: parts of a workbook run to hundreds of megabytes. Entities of a DTD are not expanded. */

/** Thrown where bytes are no XML, with what is wrong. */
export class XmlFault extends Error {}

export type XmlToken = 'open' | 'close' | 'text' | 'end';

const LESS = 0x3c;
const MORE = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const COLON = 0x3a;
const SPACE = 0x20;
const CDATA = '<![CDATA[';

export class XmlCursor {
  /** Local name of the element that was opened or closed: `c` of `x:c`. */
  name = '';
  readonly bytes: Buffer;
  #at = 0;
  #from = 0;
  #until = 0;
  #isLiteral = false;
  /** An element without content, which has been told as opened, but not yet as closed. */
  #isOpenAndShut = false;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** What comes next. An empty element is opened and closed. */
  next(): XmlToken {
    if (this.#isOpenAndShut) {
      this.#isOpenAndShut = false;
      return 'close';
    }
    const { bytes } = this;
    for (;;) {
      if (this.#at >= bytes.length) return 'end';
      if (bytes[this.#at] !== LESS) {
        const end = bytes.indexOf(LESS, this.#at);
        return this.#text(this.#at, end < 0 ? bytes.length : end, false);
      }
      const mark = bytes[this.#at + 1];
      if (mark === QUESTION) this.#at = this.#behind('?>');
      else if (mark !== BANG) return this.#tag(mark === SLASH);
      else if (this.#startsWith('<!--')) this.#at = this.#behind('-->');
      else if (this.#startsWith(CDATA)) {
        const from = this.#at + CDATA.length;
        const behind = this.#behind(']]>');
        this.#text(from, behind - 3, true);
        this.#at = behind;
        return 'text';
      } else this.#at = this.#behind('>');
    }
  }

  /** The text just met, its entities resolved. */
  get text(): string {
    const text = this.bytes.toString('utf8', this.#from, this.#until);
    return this.#isLiteral ? text : resolveEntities(text);
  }

  /** An attribute of the element just opened, by its name as written; undefined where it has none. */
  attribute(name: string): string | undefined {
    return this.#attribute((from, until) => until - from === name.length && this.#matches(name, from));
  }

  /** An attribute by the part of its name behind the colon, which it must have: the prefix of a namespace is free. */
  prefixedAttribute(local: string): string | undefined {
    return this.#attribute((from, until) => {
      const colon = until - local.length - 1;
      return colon > from && this.bytes[colon] === COLON && this.#matches(local, colon + 1);
    });
  }

  #attribute(isWanted: (from: number, until: number) => boolean): string | undefined {
    const { bytes } = this;
    let at = this.#from;
    while (at < this.#until) {
      while (at < this.#until && bytes[at]! <= SPACE) at++;
      const from = at;
      while (at < this.#until && bytes[at] !== QUOTE && bytes[at] !== APOSTROPHE) at++;
      if (at >= this.#until) return undefined;
      const value = at + 1;
      const end = bytes.indexOf(bytes[at]!, value);
      let until = at;
      while (until > from && (bytes[until - 1]! <= SPACE || bytes[until - 1] === 0x3d)) until--;
      if (isWanted(from, until)) return resolveEntities(bytes.toString('utf8', value, end));
      at = end + 1;
    }
    return undefined;
  }

  #tag(isClosing: boolean): XmlToken {
    const { bytes } = this;
    const end = isClosing ? bytes.indexOf(MORE, this.#at) : this.#endOfTag();
    if (end < 0) throw new XmlFault('a tag has no end');
    let from = this.#at + (isClosing ? 2 : 1);
    let at = from;
    while (at < end && bytes[at]! > SPACE && bytes[at] !== SLASH) {
      if (bytes[at] === COLON) from = at + 1;
      at++;
    }
    this.name = bytes.toString('latin1', from, at);
    this.#isOpenAndShut = !isClosing && bytes[end - 1] === SLASH;
    this.#from = at;
    this.#until = this.#isOpenAndShut ? end - 1 : end;
    this.#at = end + 1;
    return isClosing ? 'close' : 'open';
  }

  /** Of the opening tag here: a `>` within quotes does not end it. -1 where nothing does. */
  #endOfTag(): number {
    let quote = 0;
    for (let at = this.#at + 1; at < this.bytes.length; at++) {
      const byte = this.bytes[at]!;
      if (quote !== 0) {
        if (byte === quote) quote = 0;
      } else if (byte === MORE) return at;
      else if (byte === QUOTE || byte === APOSTROPHE) quote = byte;
    }
    return -1;
  }

  #text(from: number, until: number, isLiteral: boolean): XmlToken {
    this.#from = from;
    this.#until = until;
    this.#at = until;
    this.#isLiteral = isLiteral;
    return 'text';
  }

  #startsWith(text: string): boolean {
    return this.#matches(text, this.#at);
  }

  #matches(text: string, at: number): boolean {
    for (let index = 0; index < text.length; index++) {
      if (this.bytes[at + index] !== text.charCodeAt(index)) return false;
    }
    return true;
  }

  #behind(mark: string): number {
    const at = this.bytes.indexOf(mark, this.#at, 'latin1');
    if (at < 0) throw new XmlFault('a comment or an instruction has no end');
    return at + mark.length;
  }
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
const LAST_CODE_POINT = 0x10ffff;

/** References to characters and the five named ones; others stand as they are written. */
function resolveEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (written, hex, decimal, named) => {
    if (named !== undefined) return ENTITIES.get(named) ?? written;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > LAST_CODE_POINT ? written : String.fromCodePoint(code);
  });
}
