/**
 * What of a book fits into a budget of memory. Everything kept of a loan stays in memory, for every step looks at it;
 * payments and events are gone through in order, so that they can lie in files. Rows are counted from the sizes of the
 * tables and a few records of each: files that are not yet read tell no more.
 */
import type { TableName } from '../domain/problem.js';
import type { Spill, SpillAccess, SpillFile } from '../portfolio/spill.js';
import type { BookSpills } from './loaders/read-book.js';
import type { OpenTable } from './opened-table.js';
import { openSource, type Spool } from './source.js';
import { closeSpillFile, createSpillFile, spillAccess, writeBytes } from './spill-files.js';

/** What the run may take, and where it may put what does not fit. */
export interface MemoryBudget {
  readonly bytes: number;
  /** A folder for files that are gone with the process. */
  readonly folder: string;
  /** Begins their names; no other process has the same. */
  readonly mark: string;
}

/** Thrown before the large tables are read where the budget cannot hold what must be held. */
export class MemoryTooLittle extends Error {
  readonly given: number;
  readonly least: number;
  readonly loans: number;

  constructor(given: number, least: number, loans: number) {
    super(`${given} bytes of memory are too little for ${loans} loans: at least ${least}`);
    this.given = given;
    this.least = least;
    this.loans = loans;
  }
}

const MIB = 1 << 20;
/** The process with both threads, its code and its reading buffers, before the first row. */
const PROCESS = 110 * MIB;
/** What writing needs beside the book: drafts of lists, buffers of files. */
const WRITING = 40 * MIB;
/** Of a loan once the loans are read: its columns and the identifiers of it and of its borrower. */
const LOAN_READ = 190;
/** Of a loan once it is assessed: with its position, its borrower's row and the comparison with the bank's figures. */
const LOAN_ASSESSED = 375;
/** Of a payment while payments are put in order of their loans, and from then on. */
const PAYMENT_GROUPED = 30;
const PAYMENT_HELD = 13;
/** Of an event while events are put in order of their borrowers, and from then on. */
const EVENT_GROUPED = 86;
const EVENT_HELD = 43;
/** With less, records would be put in order in too many turns. */
const LEAST_WORK = 16 * MIB;
const MOST_WORK = 1024 * MIB;

/** Where payments and events of the tables go under a budget of so many bytes; null where all is held. Throws {@link MemoryTooLittle}. */
export function planMemory(
  openTables: ReadonlyMap<TableName, OpenTable>,
  bytes: number,
  folder: SpillFolder,
): BookSpills | null {
  const rowsOf = (table: TableName) => {
    const open = openTables.get(table);
    return open === undefined ? 0 : estimateRows(open);
  };
  const rows = { loans: rowsOf('loans'), payments: rowsOf('payments'), events: rowsOf('events') };
  const other = otherBytes(openTables);
  const least = other + leastFor(rows.loans);
  if (bytes < least) throw new MemoryTooLittle(bytes, least, rows.loans);
  const left = bytes - other;
  const fits = (held: Partial<typeof rows>) => peakOf({ loans: rows.loans, payments: 0, events: 0, ...held }) <= left;
  if (fits(rows)) return null;
  // Payments first: there are more of them, and they are looked at in order.
  const holdsEvents = fits({ events: rows.events });
  const work = left - PROCESS - rows.loans * LOAN_READ - (holdsEvents ? rows.events * EVENT_GROUPED : 0);
  const workBytes = Math.floor(Math.max(LEAST_WORK, Math.min(work * 0.8, MOST_WORK)));
  const spill = folder.spill(workBytes);
  return { payments: spill, events: holdsEvents ? null : spill };
}

interface Rows {
  readonly loans: number;
  readonly payments: number;
  readonly events: number;
}

/** Of a book whose payments and events all lie in files. */
function leastFor(loans: number): number {
  return PROCESS + Math.max(loans * LOAN_ASSESSED + WRITING, loans * LOAN_READ + LEAST_WORK);
}

/** With these rows held. */
function peakOf({ loans, payments, events }: Rows): number {
  return Math.max(
    leastFor(loans),
    PROCESS + loans * LOAN_READ + payments * PAYMENT_GROUPED,
    PROCESS + loans * LOAN_READ + payments * PAYMENT_HELD + events * EVENT_GROUPED,
    PROCESS + loans * LOAN_ASSESSED + payments * PAYMENT_HELD + events * EVENT_HELD + WRITING,
  );
}

/** What was unpacked, transcoded or piped in lies in memory as it is; of small tables rows are held as objects. */
function otherBytes(openTables: ReadonlyMap<TableName, OpenTable>): number {
  let bytes = 0;
  for (const { source, shape, bodyUntil } of openTables.values()) {
    if (source.kind === 'memory') bytes += source.bytes.length;
    if (shape.table === 'schedule' || shape.table === 'parties' || shape.table === 'collateral') bytes += bodyUntil;
  }
  return bytes;
}

const SAMPLES = 3;
const SAMPLE_BYTES = 1 << 16;
const LF = 0x0a;

/** Rows of a table, from the lines at its beginning, middle and end. */
export function estimateRows({ source, bodyFrom, bodyUntil }: OpenTable): number {
  const body = bodyUntil - bodyFrom;
  const reader = openSource(source);
  try {
    const sample = new Uint8Array(Math.min(SAMPLE_BYTES, body));
    let bytes = 0;
    let lines = 0;
    for (let at = 0; at < SAMPLES; at++) {
      const from = bodyFrom + Math.floor(((body - sample.length) * at) / (SAMPLES - 1));
      const read = reader.read(sample, 0, from, sample.length);
      bytes += read;
      for (let byte = 0; byte < read; byte++) if (sample[byte] === LF) lines++;
    }
    return bytes === 0 ? 0 : Math.ceil((body * Math.max(lines, 1)) / bytes);
  } finally {
    reader.close();
  }
}

/** The files of one reading. All are given back at once where the reading is void. */
export class SpillFolder {
  readonly access: SpillAccess;
  /** For tables that come packed or piped. */
  readonly spool: Spool;
  private readonly budget: MemoryBudget;
  private readonly files = new Set<number>();
  private made = 0;

  constructor(budget: MemoryBudget) {
    this.budget = budget;
    this.access = spillAccess(budget.folder);
    this.spool = {
      create: () => this.create().descriptor,
      write: (descriptor, bytes, at) => writeBytes(budget.folder, descriptor, bytes, at),
    };
  }

  /** For rows, which may take so many bytes while they are put in order. */
  spill(workBytes: number): Spill {
    return {
      ...this.access,
      folder: this.budget.folder,
      workBytes,
      create: () => this.create(),
      remove: (file) => {
        if (this.files.delete(file.descriptor)) closeSpillFile(file);
      },
    };
  }

  close(): void {
    for (const descriptor of this.files) closeSpillFile({ descriptor });
    this.files.clear();
  }

  private create(): SpillFile {
    const file = createSpillFile(this.budget.folder, `${this.budget.mark}-${++this.made}`);
    this.files.add(file.descriptor);
    return file;
  }
}
