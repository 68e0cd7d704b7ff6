/** The one line that says how far a run has come: what it shows, and what it leaves out where the terminal is narrow. */
import { basename } from 'node:path';
import type { Language } from '../domain/language.js';
import { widthOf } from '../write/display-width.js';
import { withoutControls } from '../write/wrap-text.js';
import type { Bilingual } from './exit.js';

/** What is being done, and how much of it is done. */
export interface ProgressView {
  readonly what: Bilingual;
  /** The file that it is done to, as it was given; undefined where it is about none. */
  readonly file?: string | undefined;
  /** In the unit of `total`. */
  readonly done: number;
  /** Undefined where nobody can say how much there is to do. */
  readonly total?: number | undefined;
  /** Whether done and total are bytes, so that a rate means something. */
  readonly isBytes: boolean;
  /** Since this was begun. */
  readonly seconds: number;
}

/** Shorter bars say nothing, longer ones no more. */
const SHORTEST_BAR = 10;
const LONGEST_BAR = 24;
/** Columns that a file's name keeps as long as anything else can be left out. */
const LEAST_NAME = 16;
/** Before this, speed is a guess. */
const SECONDS_THAT_TELL = 0.5;
const GAP = '  ';
/** Plain characters throughout: a block or an ellipsis is one column wide on some terminals and two on others. */
const CUT = '...';

/** At most `width` columns, without a line end: what matters least is left out first. */
export function progressLine(view: ProgressView, language: Language, width: number): string {
  const what = view.what[language];
  const name = view.file === undefined ? '' : nameOf(view.file, language);
  const share = shareOf(view);
  if (share === undefined) return fitHead(what, name, width);
  const percent = `${String(Math.floor(share * 100)).padStart(3)}%`;
  const left = leftText(view, share, language);
  const rate = rateText(view, language);
  const least = widthOf(what) + (name === '' ? 0 : 1 + Math.min(widthOf(name), LEAST_NAME));
  const columnsOf = (parts: readonly string[]) => parts.reduce((sum, part) => sum + GAP.length + widthOf(part), 0);
  const plans = [
    { bar: SHORTEST_BAR + 2, tail: [percent, rate, left] },
    { bar: SHORTEST_BAR + 2, tail: [percent, left] },
    { bar: 0, tail: [percent, left] },
    { bar: 0, tail: [percent] },
  ].map(({ bar, tail }) => ({ bar, tail: tail.filter((part) => part !== '') }));
  const plan =
    plans.find(({ bar, tail }) => least + (bar === 0 ? 0 : GAP.length + bar) + columnsOf(tail) <= width) ??
    plans.at(-1)!;
  const room = width - columnsOf(plan.tail);
  const head = fitHead(what, name, room - (plan.bar === 0 ? 0 : GAP.length + plan.bar));
  const bar = plan.bar === 0 ? [] : [barOf(share, Math.min(LONGEST_BAR, room - widthOf(head) - GAP.length - 2))];
  return cutTo([head, ...bar, ...plan.tail].join(GAP), width);
}

function nameOf(file: string, language: Language): string {
  if (file === '-') return { en: 'standard input', zh: '标准输入' }[language];
  return withoutControls(basename(file));
}

function shareOf({ done, total }: ProgressView): number | undefined {
  return total === undefined || total <= 0 ? undefined : Math.min(1, Math.max(0, done / total));
}

function barOf(share: number, width: number): string {
  const filled = Math.floor(share * width);
  return `[${'#'.repeat(filled)}${'-'.repeat(width - filled)}]`;
}

function rateText({ isBytes, done, seconds }: ProgressView, language: Language): string {
  if (!isBytes || seconds < SECONDS_THAT_TELL || done <= 0) return '';
  const rate = done / 1e6 / seconds;
  return `${rate < 10 ? rate.toFixed(1) : rate.toFixed(0)} MB/${language === 'zh' ? '秒' : 's'}`;
}

function leftText({ seconds }: ProgressView, share: number, language: Language): string {
  if (seconds < SECONDS_THAT_TELL || share <= 0) return '';
  const left = Math.ceil((seconds / share) * (1 - share));
  const text = left < 60 ? `${left} ${language === 'zh' ? '秒' : 's'}` : clockText(left);
  return language === 'zh' ? `约剩 ${text}` : `${text} left`;
}

function clockText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** Both where they fit; else the name without its middle, since its end tells files apart; else a part of what is done. */
function fitHead(what: string, name: string, width: number): string {
  if (name === '') return cutTo(what, width);
  const room = width - widthOf(what) - 1;
  if (widthOf(name) <= room) return `${what} ${name}`;
  if (room < CUT.length + 4) return cutTo(what, width);
  const kept = room - CUT.length;
  const end = takeColumns([...name].reverse(), Math.ceil(kept / 2)).reverse();
  const start = takeColumns([...name], kept - widthOf(end.join('')));
  return `${what} ${start.join('')}${CUT}${end.join('')}`;
}

function cutTo(text: string, width: number): string {
  return takeColumns([...text], width).join('');
}

/** The first characters that `width` columns have room for. */
function takeColumns(characters: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let columns = 0;
  for (const character of characters) {
    columns += widthOf(character);
    if (columns > width) break;
    taken.push(character);
  }
  return taken;
}
