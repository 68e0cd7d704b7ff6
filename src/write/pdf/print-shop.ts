/** Letters to PDF pages, in batches, by processes that work side by side and are replaced before they grow. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PageFonts } from './page-fonts.js';
import type { PageLetter, PrintAnswer, PrintOrder } from './print-order.js';

export interface PrintedBatch {
  readonly pdf: Buffer;
  /** Pages of each letter, in order. */
  readonly pages: readonly number[];
}

export interface PrintShop {
  /** Typesets at most {@link LETTERS_IN_BATCH} letters; several batches may be under way. */
  typeset(letters: readonly PageLetter[]): Promise<PrintedBatch>;
  /** Ends the processes; what is under way fails. */
  close(): void;
}

/** Larger batches take longer a page, for the typesetter looks through all of one for the number of its pages. */
export const LETTERS_IN_BATCH = 25;
/** A process grows by some 150 KB a letter. */
const LETTERS_IN_PROCESS = 1000;

interface Press {
  readonly child: ChildProcess;
  readonly waiting: Map<number, { resolve(batch: PrintedBatch): void; reject(error: Error): void }>;
  letters: number;
}

export function openPrintShop(fonts: PageFonts, processes: number): PrintShop {
  const presses: (Press | undefined)[] = new Array(processes).fill(undefined);
  let orders = 0;

  function pressOf(place: number): Press {
    const present = presses[place];
    if (present !== undefined && present.letters < LETTERS_IN_PROCESS) return present;
    if (present !== undefined) retire(present);
    const started = startPress();
    presses[place] = started;
    return started;
  }

  return {
    typeset(letters) {
      const order = orders++;
      const press = pressOf(order % processes);
      press.letters += letters.length;
      return new Promise((resolve, reject) => {
        press.waiting.set(order, { resolve, reject });
        const { files: fontFiles, families } = fonts;
        press.child.send({ order, fontFiles, families, letters } satisfies PrintOrder);
      });
    },
    close() {
      for (const press of presses) press?.child.kill();
    },
  };
}

function startPress(): Press {
  const child = fork(fileURLToPath(new URL('print-process.js', import.meta.url)), [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const press: Press = { child, waiting: new Map(), letters: 0 };
  child.on('message', (answer: PrintAnswer) => {
    const asked = press.waiting.get(answer.order);
    press.waiting.delete(answer.order);
    if ('failure' in answer) asked?.reject(new Error(answer.failure));
    else asked?.resolve({ pdf: Buffer.from(answer.pdf), pages: pagesOfEach(answer.lastPages) });
    if (isRetired(press) && press.waiting.size === 0) child.disconnect();
  });
  const fail = (what: string) => {
    for (const { reject } of press.waiting.values()) reject(new Error(what));
    press.waiting.clear();
  };
  child.on('error', (error) => fail(`typesetting failed: ${error.message}`));
  child.on('exit', (code, signal) => fail(`typesetting ended with ${code ?? signal}`));
  return press;
}

function isRetired({ letters }: Press): boolean {
  return letters >= LETTERS_IN_PROCESS;
}

/** Lets a press finish what it has, then end. */
function retire(press: Press): void {
  if (press.waiting.size === 0 && press.child.connected) press.child.disconnect();
}

/** From the page of the batch on which each letter ends. */
function pagesOfEach(lastPages: readonly number[]): readonly number[] {
  return lastPages.map((last, letter) => last - (lastPages[letter - 1] ?? 0));
}
