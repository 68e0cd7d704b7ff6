/**
 * Progress on a terminal: one line on standard error that is drawn over itself and gone before anything else is said.
 *
 * Much of the work keeps the event loop busy for seconds. So whoever works tells between two blocks how far it has come,
 * and the line is drawn then and there if it is time; a timer draws while this thread waits for the other one. The cursor
 * is never hidden and nothing is set that would have to be set back: a run may be ended at any moment.
 */
import { isatty } from 'node:tty';
import type { Language } from '../domain/language.js';
import type { ReadingProgress, ReadingStep } from '../read/reading-progress.js';
import type { Bilingual } from './exit.js';
import { type ProgressView, progressLine } from './progress-line.js';
import { clearAway, drawOnTerminal, tellsEyes } from './streams.js';

/** Where the line is drawn. Times are in milliseconds. */
export interface ProgressScreen {
  draw(text: string): void;
  readonly columns: () => number;
  readonly now: () => number;
}

export interface Step {
  readonly what: Bilingual;
  readonly file?: string | undefined;
  /** Undefined where nobody can say how much there is to do. */
  readonly total?: number | undefined;
  readonly isBytes?: boolean;
  /** How much is done so far. Called once for each drawing. */
  readonly done?: () => number;
}

/** What is over sooner needs no line. */
const QUIET_MS = 500;
const BETWEEN_DRAWINGS_MS = 100;
/** To the start of the line, and clear it to its end. */
const CLEAR = '\r\x1b[K';

/** A line that is drawn, redrawn and wiped away. */
export class ProgressLine {
  readonly #screen: ProgressScreen;
  readonly #language: Language;
  #step: Step | undefined;
  #stepFrom = 0;
  #quietUntil: number | undefined;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #isShown = false;

  constructor(screen: ProgressScreen, language: Language) {
    this.#screen = screen;
    this.#language = language;
  }

  /** The step takes the place of the one before. */
  begin(step: Step): void {
    const now = this.#screen.now();
    this.#quietUntil ??= now + QUIET_MS;
    this.#step = step;
    this.#stepFrom = now;
    if (this.#isShown) this.#draw(now);
  }

  /** Draws if it is time; cheap enough to be called for every block. */
  tick(): void {
    if (this.#step === undefined) return;
    const now = this.#screen.now();
    if (now >= this.#quietUntil! && now >= this.#drawnAt + BETWEEN_DRAWINGS_MS) this.#draw(now);
  }

  /** Takes the line off the screen; a step that goes on is drawn again when it is time. */
  wipe(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#screen.draw(CLEAR);
  }

  /** Nothing is under way any more. */
  end(): void {
    this.#step = undefined;
    this.wipe();
  }

  #draw(now: number): void {
    const { what, file, total, isBytes = false, done } = this.#step!;
    const seconds = (now - this.#stepFrom) / 1000;
    const view: ProgressView = { what, file, total, isBytes, done: done?.() ?? 0, seconds };
    // A terminal that is written to its last column may go on to the next line by itself.
    const text = progressLine(view, this.#language, Math.max(1, this.#screen.columns() - 1));
    this.#screen.draw(`${CLEAR}${text}`);
    this.#isShown = true;
    this.#drawnAt = now;
  }
}

/** A terminal that understands the one escape sequence that is needed, and no machine's record of a session. */
export function isWanted(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): boolean {
  const { CI: ci, TERM: term } = environment;
  if (ci !== undefined && ci !== '' && ci !== 'false' && ci !== '0') return false;
  return term === undefined || term === '' ? platform === 'win32' : term !== 'dumb';
}

const STDERR = 2;
let line: ProgressLine | undefined;
let timer: NodeJS.Timeout | undefined;

/** Begins a step of this process, to be shown in `language`; off a terminal nothing ever is. */
export function beginStep(step: Step, language: Language): void {
  if (line === undefined) {
    if (!tellsEyes() || !isatty(STDERR) || !isWanted(process.env)) return;
    line = new ProgressLine(
      { draw: drawOnTerminal, columns: () => process.stderr.columns || 80, now: () => performance.now() },
      language,
    );
    clearAway({ wipe: () => line?.wipe(), end: endProgress });
  }
  const shown = line;
  timer ??= setInterval(() => shown.tick(), BETWEEN_DRAWINGS_MS).unref();
  shown.begin(step);
}

/** To be called between two blocks of work. */
export function tickProgress(): void {
  line?.tick();
}

/** Nothing is under way any more. */
export function endProgress(): void {
  clearInterval(timer);
  timer = undefined;
  line?.end();
}

/** The pieces, with a chance to draw after each; `finished` is told of each that was worked through. */
export function* tickingAfter<Piece>(pieces: Iterable<Piece>, finished?: (piece: Piece) => void): Generator<Piece> {
  for (const piece of pieces) {
    yield piece;
    finished?.(piece);
    tickProgress();
  }
}

/** Shows how the reading of a book goes. */
export function progressOfReading(language: Language): ReadingProgress {
  let here = 0;
  return {
    begin(step) {
      here = 0;
      if (step.kind === 'table' && step.elsewhere !== null) Atomics.store(step.elsewhere, 0, 0n);
      beginStep(
        stepOfReading(step, () => here),
        language,
      );
    },
    advance(bytes) {
      here += bytes;
      tickProgress();
    },
  };
}

function stepOfReading(step: ReadingStep, here: () => number): Step {
  switch (step.kind) {
    case 'unpack':
      return { what: { en: 'unpacking', zh: '解压' }, file: step.file, total: step.bytes, isBytes: true, done: here };
    case 'table': {
      const { file, bytes, elsewhere } = step;
      const done = () => here() + (elsewhere === null ? 0 : Number(Atomics.load(elsewhere, 0)));
      return { what: { en: 'reading', zh: '读取' }, file, total: bytes, isBytes: true, done };
    }
    case 'order':
      return { what: { en: 'sorting', zh: '整理' }, file: step.file };
    case 'checksums':
      return { what: { en: 'waiting for the checksums', zh: '计算文件校验值' } };
  }
}
