/** Codes for the few different spellings of a text column (branch, officer …); code 0 is blank. */
import { addId, findId, type IdTable, newIdTable } from './id-table.js';

export interface Dictionary {
  /** Spellings by code; entry 0 is ''. */
  readonly names: string[];
  readonly codeOfName: Map<string, number>;
  /** Cells as bytes; several may mean the same name, differing in the blanks around it. */
  readonly cells: IdTable;
  readonly codeOfCell: number[];
}

export function newDictionary(): Dictionary {
  return { names: [''], codeOfName: new Map([['', 0]]), cells: newIdTable(64), codeOfCell: [] };
}

/** Code of the cell `bytes[start … end)`, or -1 where the bytes are new: then decode them and call {@link learnCell}. */
export function codeOfCell(dictionary: Dictionary, bytes: Uint8Array, start: number, end: number): number {
  if (start === end) return 0;
  const cell = findId(dictionary.cells, bytes, start, end);
  return cell < 0 ? -1 : dictionary.codeOfCell[cell]!;
}

/** Code of a name (trimmed), which is added where it is new. */
function learnName(dictionary: Dictionary, name: string): number {
  let code = dictionary.codeOfName.get(name);
  if (code === undefined) {
    code = dictionary.names.length;
    dictionary.names.push(name);
    dictionary.codeOfName.set(name, code);
  }
  return code;
}

/** Records that the cell `bytes[start … end)` reads `name` (trimmed), and returns the name's code. */
export function learnCell(dictionary: Dictionary, bytes: Uint8Array, start: number, end: number, name: string): number {
  const code = learnName(dictionary, name);
  dictionary.codeOfCell[addId(dictionary.cells, bytes, start, end)] = code;
  return code;
}
