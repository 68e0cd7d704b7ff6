/** The words in English. */

import { formatIsoDate } from '../domain/civil-date.js';
import { formatFenGrouped } from '../domain/money.js';
import type { Why } from '../domain/work.js';
import { reasoningWords } from './reason-words.js';
import type { Words } from './vocabulary.js';
import { textPiece, type Wording } from './wording.js';

const CLOCKS: Words['clocks'] = {
  limitation: 'limitation',
  guarantee_period: 'guarantee period',
  guarantee_limitation: 'limitation of the guarantee debt',
  mortgage: 'mortgage',
  enforcement: 'enforcement limitation',
  observation: 'observation period',
};

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

const RECOVERY = { before: textPiece('expected recovery '), after: textPiece(' yuan') };

function tellWhy(reason: Why, into: Wording): void {
  if (reason.tier !== 'expected_recovery') into.word(why(reason));
  else if (Number.isNaN(reason.amount)) {
    into.word('arrears undetermined for want of facts: what could be recovered is not known');
  } else {
    // Nearly every row of a list says this.
    into.piece(RECOVERY.before);
    into.amount(reason.amount);
    into.piece(RECOVERY.after);
  }
}

function why(reason: Exclude<Why, { readonly tier: 'expected_recovery' }>): string {
  switch (reason.tier) {
    case 'rights_at_risk': {
      const clock = `${CLOCKS[reason.clock]} of loan ${reason.loanId} estimated to end ${formatIsoDate(reason.baseOn)}`;
      if (reason.daysLeft > 0) return `${clock}, ${days(reason.daysLeft)} left`;
      if (reason.daysLeft === 0) return `${clock}, which is today`;
      return `${clock}, ${days(-reason.daysLeft)} ago: only the roll over holidays is left`;
    }
    case 'promise': {
      const amount = Number.isNaN(reason.amount) ? 'payment' : `${formatFenGrouped(reason.amount)} yuan`;
      const promised = `${amount} promised for ${formatIsoDate(reason.promisedOn)}`;
      return reason.state === 'broken' ? `${promised}, not kept` : `${promised}, follow up`;
    }
    case 'step_overdue':
      return `next step ${days(reason.overdueDays)} overdue: it was to be done by ${formatIsoDate(reason.by)}`;
  }
}

export const EN: Words = {
  tiers: {
    rights_at_risk: 'rights at risk',
    promise: 'promise due or broken',
    step_overdue: 'step overdue',
    expected_recovery: 'expected recovery',
  },
  clocks: CLOCKS,
  limitationStatuses: {
    running: 'running (estimate)',
    expiring: 'expiring soon (estimate)',
    pending: 'proceedings pending, not running (estimate)',
    defence_available: 'may have ended, the debtor can plead it (estimate)',
    revived: 'confirmed again after its end (estimate)',
    lapsed: 'may have lapsed (estimate)',
    not_subject: 'not subject',
    undetermined: 'undetermined',
  },
  borrowerTypes: {
    undetermined: 'undetermined',
    '1-incidental': 'incidental',
    '2-hardship': 'hardship',
    '3-wilful': 'wilful',
    '4-bad': 'bad',
  },
  riskGrades: { 正常: 'normal', 关注: 'special mention', 次级: 'substandard', 可疑: 'doubtful', 损失: 'loss' },
  parts: {
    fee: 'fee',
    interest: 'interest',
    principal: 'principal',
    penalty: 'penalty',
    compound: 'compound',
    unallocated: 'unallocated',
  },
  flags: {
    'hold:dispute': 'disputed, no collection contact',
    'hold:bankruptcy': 'in bankruptcy, no collection contact',
    'hold:cease': 'asked not to be contacted',
    'hold:deceased': 'deceased, no collection contact',
    'emergency:threat': 'staff threatened',
    'asset-transfer': 'assets being moved',
    'fraud-suspected': 'fraud suspected',
    'emergency:disappeared': 'disappeared',
    'emergency:sued-by-others': 'sued by other creditors',
    'emergency:agreement-broken': 'agreement broken',
    'emergency:refusal': 'refuses to pay',
    'no-contact-today': 'no contact today',
    care: 'care note on file',
    'position-undetermined': 'arrears undetermined',
    'amount-undetermined': 'amount undetermined',
    'rows-rejected': 'rows about it were rejected: figures may be wrong',
    'balance-differs': "not the balance of the bank's books: receipts may be missing",
    'limitation-undetermined': 'limitation undetermined',
    accelerated: 'accelerated',
    restructured: 'restructured',
    'written-off': 'written off',
    'first-payment-default': 'first payment defaulted',
    'defence-available': 'limitation estimated to have ended: see counsel',
    'unallocated-money': 'money not allocated',
    'type-changed': 'type changed since the last run',
  },
  buckets: { undetermined: 'undetermined' },
  tellWhy,
  ...reasoningWords('en'),
};
