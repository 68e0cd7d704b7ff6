/** Who the borrower is, who else is liable, and what was given as security. */
import { formatIsoDate } from '../../domain/civil-date.js';
import { GUARANTEE_MODES } from '../../domain/loan.js';
import { borrowerIdOf } from '../../portfolio/borrower-ids.js';
import { textOf } from '../../portfolio/id-table.js';
import type { Party } from '../../portfolio/portfolio.js';
import { type PageColumn, type PageSection, pageRecord, pageTable } from '../../write/page.js';
import { wordsIn } from '../../write/words.js';
import { deadlineRow } from '../deadline-rows.js';
import { kindInWords, periodInWords, roleInWords } from './codes-in-words.js';
import type { CollateralThing, Dossier, PlacedText } from './dossier.js';

export function whoSection(dossier: Dossier): PageSection {
  const { explanation, language, open, say } = dossier;
  const { branches, borrowerIds, loans, officers, regions } = open.portfolio;
  const lead = explanation.lead.loan;
  const placed = (name: string, zh: string, en: string, texts: readonly PlacedText[]): PageColumn<Dossier> => {
    const all = texts.map(({ text, places }) => `${text} (${places[0]}${places.length > 1 ? ' …' : ''})`);
    return { name, zh, en, kind: 'text', of: () => all.join(language === 'zh' ? '；' : '; ') };
  };
  const text = (name: string, zh: string, en: string, of: string): PageColumn<Dossier> => {
    return { name, zh, en, kind: 'text', of: () => of };
  };
  const columns = [
    placed('borrower_name', '名称', 'name', dossier.names),
    text('borrower_id', '客户号', 'id', borrowerIdOf(borrowerIds, explanation.borrower)),
    text('borrower_kind', '客户类别', 'kind', kindInWords(loans.borrowerKind[lead]!, language)),
    placed('occupation', '职业（行业）', 'occupation', dossier.occupations),
    placed('phone', '电话', 'phone', dossier.phones),
    placed('address', '地址', 'address', dossier.addresses),
    text('region', '地区', 'region', regions[loans.region[lead]!]!),
    text('branch', '支行', 'branch', branches[loans.branch[lead]!]!),
    text('officer', '客户经理', 'officer', officers[loans.officer[lead]!]!),
  ];
  return {
    name: 'who',
    title: say('The borrower', '客户'),
    note: '',
    isUrgent: false,
    blocks: [pageRecord('borrower', '', columns, dossier, language)],
  };
}

interface PartyRow {
  readonly loanId: string;
  readonly party: Party;
  readonly clocks: string;
}

export function securitySection(dossier: Dossier): PageSection {
  const { collateral, explanation, language, open, say } = dossier;
  const { loanIds, parties, partiesOfLoan } = open.portfolio;
  const rows = explanation.loans.flatMap(({ loan }) =>
    (partiesOfLoan.get(loan) ?? []).map((party): PartyRow => {
      return { loanId: textOf(loanIds, loan), party, clocks: clocksOf(dossier, party) };
    }),
  );
  const noParties =
    parties === null
      ? say('no parties file was given: not known', '未提供关系人文件：不详')
      : say('none in the parties file', '关系人文件中无记载');
  const noThings = say('nothing in the collateral file or the loans file', '押品文件及借据文件中均无记载');
  return {
    name: 'security',
    title: say('Others liable, and security', '关系人与担保'),
    note: '',
    isUrgent: false,
    blocks: [
      pageTable('parties', say('parties', '关系人'), partyColumns(dossier), rows, language, noParties, true),
      pageTable(
        'collateral',
        say('things given as security', '抵质押物'),
        thingColumns(dossier),
        collateral,
        language,
        noThings,
      ),
    ],
  };
}

function partyColumns({ language, maskParty, placeOf }: Dossier): PageColumn<PartyRow>[] {
  const { values } = wordsIn(language);
  const guarantee = ({ guaranteeMode, guaranteePeriod }: Party): string => {
    const mode = GUARANTEE_MODES[guaranteeMode - 1];
    const period = periodInWords(guaranteePeriod, language);
    return [mode === undefined ? '' : values[mode], period]
      .filter((text) => text !== '')
      .join(language === 'zh' ? '，' : ', ');
  };
  return [
    { name: 'party_id', zh: '编号', en: 'id', kind: 'text', of: ({ party }) => party.partyId },
    { name: 'role', zh: '身份', en: 'role', kind: 'text', of: ({ party }) => roleInWords(party.role, language) },
    { name: 'name', zh: '名称', en: 'name', kind: 'text', of: ({ party }) => maskParty.name(party.name) },
    { name: 'loan_id', zh: '借据号', en: 'loan', kind: 'text', of: ({ loanId }) => loanId },
    { name: 'guarantee', zh: '保证', en: 'guarantee', kind: 'text', of: ({ party }) => guarantee(party) },
    {
      name: 'contact',
      zh: '联系方式',
      en: 'contact',
      kind: 'text',
      of: ({ party }) =>
        [maskParty.phone(party.phone), maskParty.address(party.address)].filter((text) => text !== '').join(' '),
    },
    { name: 'clocks', zh: '期限', en: 'clocks', kind: 'text', of: ({ clocks }) => clocks },
    { name: 'place', zh: '来源', en: 'from', kind: 'text', of: ({ party }) => placeOf('parties', party.line) },
  ];
}

/** Of a guarantor: which clocks run for it and until when. */
function clocksOf({ explanation, language, open }: Dossier, { loan, partyId }: Party): string {
  const { clocks, limitationStatuses } = wordsIn(language);
  const own = explanation.loans.find((candidate) => candidate.loan === loan)!.clocks;
  return own
    .filter((clock) => clock.partyId === partyId)
    .map((clock) => deadlineRow('', clock, open.terms.law))
    .map(({ baseOn, clock, status }) => {
      return `${clocks[clock]}${language === 'zh' ? '：' : ': '}${formatIsoDate(baseOn) || limitationStatuses[status]}`;
    })
    .join(language === 'zh' ? '；' : '; ');
}

function thingColumns({ open, language }: Dossier): PageColumn<CollateralThing>[] {
  const { loanIds } = open.portfolio;
  const named = ({ kind, description }: CollateralThing) =>
    [kind, description].filter((text) => text !== '').join(language === 'zh' ? '：' : ': ');
  return [
    { name: 'thing', zh: '押品', en: 'thing', kind: 'text', of: named },
    { name: 'value', zh: '评估价值', en: 'value', kind: 'fen', of: ({ value }) => value },
    { name: 'registered_on', zh: '登记日', en: 'registered on', kind: 'day', of: ({ registeredOn }) => registeredOn },
    { name: 'loan_id', zh: '借据号', en: 'loan', kind: 'text', of: ({ loan }) => textOf(loanIds, loan) },
    { name: 'place', zh: '来源', en: 'from', kind: 'text', of: ({ place }) => place },
  ];
}
