/** What S1 says to know before contact and the files do not hold: to be found out, never taken for a "no". */
import type { DossierFact } from '../../domain/dossier.js';
import { type PageItem, type PageSection, pageList } from '../../write/page.js';
import { answerTo } from './contact-section.js';
import type { Dossier } from './dossier.js';

export function findOutSection(dossier: Dossier): PageSection {
  const { language, open, say } = dossier;
  const wanted = open.terms.policy.dossier.findOut.filter(
    ({ heldBy }) => !heldBy.some((fact) => isHeld(dossier, fact)),
  );
  const items = wanted.map(({ title }): PageItem => ({ mark: 'open', text: title[language] }));
  const json = wanted.map(({ id, source, title }) => ({ id, title: title[language], source }));
  return {
    name: 'find_out',
    title: say('Not in the files – find out', '文件未载，联系前查明'),
    note: say('what is not in the files is not a "no"', '文件没有记载不等于没有'),
    isUrgent: false,
    blocks: [pageList('facts', '', items, say('nothing', '无'), json)],
  };
}

function isHeld(dossier: Dossier, fact: DossierFact): boolean {
  const { explanation, open } = dossier;
  switch (fact) {
    case 'phone':
      return dossier.phones.length > 0;
    case 'address':
      return dossier.addresses.length > 0;
    case 'occupation':
      return dossier.occupations.length > 0;
    case 'reason':
      return answerTo(dossier, 'hardship') !== null || answerTo(dossier, 'forgot_or_travelling')?.answer === 1;
    case 'income':
      return answerTo(dossier, 'income_covers_instalment') !== null;
    case 'contacts':
      return (explanation.events?.length ?? 0) > 0;
    case 'guarantee':
      return open.portfolio.parties !== null;
    case 'security':
      return dossier.collateral.length > 0;
    case 'care_note':
      return dossier.careNotes.length > 0;
  }
}
