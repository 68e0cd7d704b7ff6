/**
 * Identifiers in strictly rising order, as systems number what they book: among them none can stand twice, and nothing
 * need be remembered of them but the first and the last. A shorter identifier comes before a longer one; of two of the
 * same length the bytes decide.
 */

/** What is known of the identifiers of one stretch of rows. */
export interface RisingIds {
  /** False from the first identifier on that does not come after the one before it. */
  isRising: boolean;
  /** Copies of the first and the last identifier; both empty as long as there is none. */
  first: Uint8Array;
  last: Uint8Array;
}

export function newRisingIds(): RisingIds {
  return { isRising: true, first: new Uint8Array(0), last: new Uint8Array(0) };
}

/**
 * Goes on with the spans of the first `count` rows, in order. Left out are blank ones and the rows whose entry in
 * `kept` is negative.
 */
export function followIds(
  ids: RisingIds,
  view: DataView,
  start: Int32Array,
  end: Int32Array,
  kept: Int32Array,
  count: number,
): void {
  if (!ids.isRising) return;
  let before = -1;
  for (let row = 0; row < count; row++) {
    const from = start[row]!;
    const until = end[row]!;
    if (kept[row]! < 0 || from === until) continue;
    const isAfter =
      before < 0
        ? isAfterLast(ids, view, from, until)
        : isBefore(view, start[before]!, end[before]!, view, from, until);
    if (!isAfter) {
      ids.isRising = false;
      return;
    }
    if (ids.first.length === 0) ids.first = copyOf(view, from, until);
    before = row;
  }
  if (before >= 0) ids.last = copyOf(view, start[before]!, end[before]!);
}

/** Whether no identifier can stand twice in the stretches, which follow each other. False says only that one may. */
export function allRise(stretches: readonly RisingIds[]): boolean {
  let last = new DataView(new ArrayBuffer(0));
  for (const { isRising, first, last: ownLast } of stretches) {
    if (!isRising) return false;
    if (first.length === 0) continue;
    const view = viewOf(first);
    if (!isBefore(last, 0, last.byteLength, view, 0, view.byteLength)) return false;
    last = viewOf(ownLast);
  }
  return true;
}

function viewOf(bytes: Uint8Array): DataView<ArrayBuffer> {
  return new DataView(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
}

function copyOf(view: DataView, from: number, until: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + from, until - from).slice();
}

function isAfterLast(ids: RisingIds, view: DataView, from: number, until: number): boolean {
  return isBefore(viewOf(ids.last), 0, ids.last.length, view, from, until);
}

function isBefore(
  one: DataView,
  oneFrom: number,
  oneUntil: number,
  other: DataView,
  otherFrom: number,
  otherUntil: number,
): boolean {
  const length = oneUntil - oneFrom;
  if (length !== otherUntil - otherFrom) return length < otherUntil - otherFrom;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    // The higher byte first: then numbers compare as their bytes do.
    const word = one.getUint32(oneFrom + at, false);
    const otherWord = other.getUint32(otherFrom + at, false);
    if (word !== otherWord) return word < otherWord;
  }
  for (; at < length; at++) {
    const byte = one.getUint8(oneFrom + at);
    const otherByte = other.getUint8(otherFrom + at);
    if (byte !== otherByte) return byte < otherByte;
  }
  return false;
}
