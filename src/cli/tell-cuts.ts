/** Says on stderr whom capacity and limit left off the list: nobody is cut in silence. */
import type { CapacityGroup } from '../domain/capacity.js';
import type { Language } from '../domain/language.js';
import { formatFenGrouped } from '../domain/money.js';
import type { Cut, GroupCut } from '../triage/capacity.js';
import { type OpenBook, plural } from './open-book.js';
import { say } from './streams.js';
import type { TriagedBook } from './triage-book.js';

/** Officers, branches or regions that are named; the others are counted. */
const MOST_GROUPS = 10;

const GROUP_WORDS: Readonly<Record<CapacityGroup, { readonly en: string; readonly ens: string; readonly zh: string }>> =
  {
    officer: { en: 'officer', ens: 'officers', zh: '客户经理' },
    branch: { en: 'branch', ens: 'branches', zh: '支行' },
    region: { en: 'region', ens: 'regions', zh: '区域' },
  };

export function tellCuts({ language }: Pick<OpenBook, 'language'>, { list }: Pick<TriagedBook, 'list'>): void {
  const { capacity, cutByCapacity, cutByLimit, groups } = list;
  if (capacity !== null && cutByCapacity.borrowers > 0) {
    const words = capacity.per === null ? null : GROUP_WORDS[capacity.per];
    say(
      language === 'zh'
        ? `  超出承办能力（${words === null ? '共' : `每${words.zh}`} ${capacity.most} 户）未列入 ${amount(cutByCapacity, language)}`
        : `  cut by the capacity of ${capacity.most}${words === null ? '' : ` per ${words.en}`}: ${amount(cutByCapacity, language)}`,
    );
    if (capacity.per !== null) tellGroups(groups, capacity.per, language);
  }
  if (cutByLimit.borrowers > 0) {
    say(
      language === 'zh'
        ? `  超出限额未列入 ${amount(cutByLimit, language)}`
        : `  cut by the limit: ${amount(cutByLimit, language)}`,
    );
  }
}

/** The groups that the capacity cuts, those with the most cut first. */
function tellGroups(groups: readonly GroupCut[], per: CapacityGroup, language: Language): void {
  const words = GROUP_WORDS[per];
  const cut = groups
    .filter(({ byCapacity }) => byCapacity.borrowers > 0)
    .sort((first, second) => second.byCapacity.borrowers - first.byCapacity.borrowers);
  for (const { name, byCapacity } of cut.slice(0, MOST_GROUPS)) {
    const shown = name === '' ? { en: `no ${words.en}`, zh: `无${words.zh}` }[language] : name;
    say(
      language === 'zh'
        ? `    ${shown}：${amount(byCapacity, language)}`
        : `    ${shown}: ${amount(byCapacity, language)}`,
    );
  }
  const others = cut.length - MOST_GROUPS;
  if (others <= 0) return;
  say(
    language === 'zh'
      ? `    另有 ${others} 个${words.zh}；triage --out 在 run.json 中逐一列出`
      : `    and ${others} more ${others === 1 ? words.en : words.ens}; triage --out names all in run.json`,
  );
}

function amount({ borrowers, balance }: Cut, language: Language): string {
  const sum = formatFenGrouped(balance);
  return language === 'zh' ? `${borrowers} 户，本金余额 ${sum} 元` : `${plural(borrowers, 'borrower')}, balance ${sum}`;
}
