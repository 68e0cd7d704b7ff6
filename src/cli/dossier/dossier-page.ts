/** The page that whoever contacts a borrower reads before: one order of sections for text, HTML and JSON. */
import { formatIsoDate } from '../../domain/civil-date.js';
import { showsPeopleInFull } from '../../domain/masking-rules.js';
import { borrowerIdOf } from '../../portfolio/borrower-ids.js';
import { textOf } from '../../portfolio/id-table.js';
import type { Page } from '../../write/page.js';
import type { OpenBook } from '../open-book.js';
import { assetSection } from './asset-clues.js';
import { contactSection } from './contact-section.js';
import { openDossier } from './dossier.js';
import { findOutSection } from './find-out-section.js';
import { alarmSection, conductSection, nextStepSection } from './first-sections.js';
import { loanSection, paymentSection } from './loan-section.js';
import { clockSection, typeSection } from './outlook-sections.js';
import { securitySection, whoSection } from './people-sections.js';

export function dossierPage(open: OpenBook, borrower: number): Page {
  const dossier = openDossier(open, borrower);
  const { explanation, language, names, say } = dossier;
  const asOf = formatIsoDate(open.terms.asOf);
  const { borrowerIds, loanIds } = open.portfolio;
  const borrowerId = borrowerIdOf(borrowerIds, borrower);
  const name = names.map(({ text }) => text).join(' / ');
  const whom = [name, borrowerId === '' ? textOf(loanIds, explanation.lead.loan) : borrowerId];
  const sections = [
    alarmSection(dossier),
    nextStepSection(dossier),
    conductSection(dossier),
    whoSection(dossier),
    loanSection(dossier),
    paymentSection(dossier),
    contactSection(dossier),
    securitySection(dossier),
    clockSection(dossier),
    typeSection(dossier),
    findOutSection(dossier),
    assetSection(dossier),
  ];
  const isInFull = showsPeopleInFull(open.masking);
  const masked = isInFull
    ? say('Personal data in full: keep it closed.', '含完整个人信息，注意保密。')
    : say('Personal data masked.', '个人信息已脱敏。');
  const { policy } = open.terms;
  return {
    language,
    title: `${say('Dossier', '催前档案')}  ${whom.filter((text) => text !== '').join('  ')}`,
    subtitle: say(`as of ${asOf}`, `截至 ${asOf}`),
    sections: sections.filter((section) => section !== undefined),
    footer: [
      say(
        `From the files given (${[...Object.values(open.places)].join(', ')}) under the policy ${policy.name} ${policy.version}. ${masked}`,
        `依据所给文件（${[...Object.values(open.places)].join('、')}）及策略包 ${policy.name} ${policy.version} 生成。${masked}`,
      ),
      say(
        'Deadlines are estimates and no legal advice; what the files do not say is not known, not denied.',
        '期限均为估算，不构成法律意见；文件未载的情况一律视为不详。',
      ),
    ],
    json: {
      borrower_id: borrowerId === '' ? null : borrowerId,
      as_of: asOf,
      unmasked: isInFull,
      trace_assets_because: explanation.traceReasons,
    },
  };
}
