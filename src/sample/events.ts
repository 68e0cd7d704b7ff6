/** What collectors and lawyers logged about a loan, by how its borrower pays. */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { AUTO_DEBIT, COMPANY } from '../domain/loan.js';
import { type Fen, roundToFen } from '../domain/money.js';
import { Diary } from './diary.js';
import type { PayerKind, Receipt, ReportedPosition, SampleBorrower, SampleEvent, SampleParty, Terms } from './model.js';
import type { Random } from './random.js';

export interface EventSubject {
  readonly asOf: EpochDay;
  readonly payer: PayerKind;
  readonly borrower: SampleBorrower;
  readonly terms: Terms;
  readonly reported: ReportedPosition;
  readonly receipts: readonly Receipt[];
  readonly parties: readonly SampleParty[];
  readonly hold: string;
  readonly status: string;
}

/** The log of one loan in no particular order. */
export function logEvents(subject: EventSubject, random: Random): readonly SampleEvent[] {
  const { asOf, payer, reported, terms } = subject;
  const diary = new Diary(terms.disbursedOn, asOf, subject.borrower.officer, random);
  const defaultedOn = reported.oldestUnpaidDueOn;
  if (payer === 'forgetful' || payer === 'bounced') logReminders(diary, subject, random);
  if (payer === 'punctual' && random.chance(60))
    diary.write('survey', terms.disbursedOn + 60, { paper: true, note: '贷后例行检查' });
  if (defaultedOn === NO_DAY) return diary.entries;

  if (payer === 'hardship') logHardship(diary, subject, defaultedOn, random);
  if (payer === 'wilful') logWilful(diary, subject, defaultedOn, random);
  if (payer === 'bad') logBad(diary, subject, defaultedOn, random);
  if (payer === 'matured_long_ago') logLongAgo(diary, subject, random);
  logHold(diary, subject, defaultedOn, random);
  return diary.entries;
}

const dueNow = ({ reported }: EventSubject): Fen => reported.overduePrincipal + reported.overdueInterest;

function logReminders(diary: Diary, { receipts, reported }: EventSubject, random: Random): void {
  for (const receipt of receipts) {
    const late = receipt.penalty > 0;
    const returned = receipt.reverses !== undefined;
    if (!late && !returned) continue;
    if (returned) {
      diary.write('auto_debit', receipt.paidOn - 1, { result: '扣款失败', amount: -receipt.amount, paper: true });
      diary.write('sms', receipt.paidOn, { result: '已送达', evidence: 'sent', note: '余额不足,扣款退回' });
      continue;
    }
    diary.write('sms', receipt.paidOn - 2, { result: '已送达', evidence: 'sent' });
    if (!random.chance(600)) continue;
    diary.write('call', receipt.paidOn - 1, {
      result: '接通',
      note: random.pick(['客户出差,忘记还款日', '工资卡换卡', '']),
    });
    diary.write('promise', receipt.paidOn - 1, {
      promisedOn: receipt.paidOn,
      amount: receipt.amount,
      evidence: 'none',
    });
  }
  if (reported.oldestUnpaidDueOn === NO_DAY) return;
  diary.write('sms', reported.oldestUnpaidDueOn + 1, { result: '已送达', evidence: 'sent' });
  diary.write('call', reported.oldestUnpaidDueOn + 2, { result: '接通', note: '称近日到账' });
}

function logHardship(diary: Diary, subject: EventSubject, defaultedOn: EpochDay, random: Random): void {
  const { receipts, terms, asOf } = subject;
  diary.write('sms', defaultedOn + 1, { result: '已送达', evidence: 'sent' });
  diary.write('call', defaultedOn + 2, {
    result: '接通',
    note: random.pick(['失业,正在求职', '住院治疗', '订单减少,货款未回', '遭受水灾']),
  });
  diary.write('visit', defaultedOn + random.between(6, 20), { result: '已面谈', note: '两人上门,情况属实' });
  for (const receipt of receipts) {
    if (receipt.paidOn <= defaultedOn) continue;
    // Promises are kept, with what there is.
    if (random.chance(500)) {
      diary.write('promise', receipt.paidOn - random.between(2, 6), {
        promisedOn: receipt.paidOn + random.between(0, 2),
        amount: receipt.amount,
        evidence: 'none',
      });
    }
    if (random.chance(300)) diary.write('part_payment', receipt.paidOn, { amount: receipt.amount, paper: true });
  }
  if (random.chance(200)) {
    const made = defaultedOn + random.between(30, 60);
    diary.write('promise', made, {
      promisedOn: made + 7,
      amount: dueNow(subject),
      evidence: 'none',
      note: '亲友借款后还清',
    });
  }
  if (random.chance(400)) diary.write('survey', defaultedOn + 25, { paper: true, note: '收入证明、病历已提供' });
  if (random.chance(350)) {
    diary.write('repayment_plan', defaultedOn + random.between(35, 70), {
      evidence: 'signed',
      amount: dueNow(subject),
      paper: true,
    });
  }
  if (random.chance(200)) {
    diary.write('extension', defaultedOn + random.between(40, 80), {
      evidence: 'signed',
      endedOn: terms.maturesOn + 180,
      paper: true,
    });
  }
  if (random.chance(300))
    diary.write('acknowledgement', asOf - random.between(5, 90), {
      evidence: 'signed',
      amount: dueNow(subject),
      paper: true,
    });
  if (random.chance(150))
    diary.write('mediation', defaultedOn + random.between(60, 120), { evidence: 'proven', paper: true });
}

function logWilful(diary: Diary, subject: EventSubject, defaultedOn: EpochDay, random: Random): void {
  const { parties, asOf } = subject;
  diary.write('sms', defaultedOn + 1, { result: '已送达', evidence: 'sent' });
  const promised = defaultedOn + random.between(4, 12);
  diary.write('call', promised, { result: '接通', note: '口头答应,理由前后不一' });
  diary.write('promise', promised, {
    promisedOn: promised + random.between(3, 9),
    amount: dueNow(subject),
    evidence: 'none',
  });
  const refusals = random.between(1, 3);
  for (let index = 0; index < refusals; index++) {
    diary.write('refusal', defaultedOn + 18 + index * random.between(8, 20), {
      result: '拒绝还款',
      borrowerOnly: random.chance(300),
      note: random.pick(['称"有钱也不还"', '挂断电话', '要求减免全部利息', '']),
    });
  }
  logDemand(diary, defaultedOn + random.between(20, 40), subject, random);
  if (random.chance(250))
    diary.write('asset_transfer', defaultedOn + random.between(40, 90), {
      evidence: 'proven',
      note: '名下车辆过户给亲属',
      paper: true,
    });
  if (random.chance(70))
    diary.write('threat', defaultedOn + random.between(30, 60), { result: '威胁催收人员', borrowerOnly: true });
  if (random.chance(100))
    diary.write('complaint', defaultedOn + random.between(30, 60), { result: '投诉催收频次', borrowerOnly: true });
  for (const party of parties) {
    if (party.role === 'guarantor' && random.chance(500)) {
      diary.write('demand', defaultedOn + random.between(45, 80), {
        party,
        evidence: random.chance(500) ? 'signed' : 'proven',
        amount: dueNow(subject),
        paper: true,
      });
    }
  }
  if (random.chance(400)) {
    const sued = defaultedOn + random.between(95, 140);
    if (diary.write('preservation', sued - 6, { evidence: 'proven', note: '冻结存款', paper: true })) {
      diary.write('lawsuit', sued, { evidence: 'proven', amount: dueNow(subject), paper: true });
    }
    const judged = sued + random.between(60, 120);
    const judgment = { evidence: 'proven', amount: dueNow(subject), promisedOn: judged + 10, paper: true } as const;
    if (diary.write('judgment', judged, judgment)) {
      diary.end('preservation', judged);
      diary.end('lawsuit', judged);
      const applied = judged + random.between(30, 60);
      diary.write('enforcement', applied, { evidence: 'proven', paper: true });
      // Some rounds of enforcement have been closed for want of property.
      if (applied % 2 === 0) diary.end('enforcement', applied + 90, '终结本次执行程序');
    }
  } else if (random.chance(200)) {
    diary.write('lawsuit', asOf - 60, { endedOn: asOf - 20, evidence: 'proven', paper: true });
    diary.write('withdrawal', asOf - 20, { evidence: 'proven', note: '撤诉后和解未成', paper: true });
  }
}

function logBad(diary: Diary, subject: EventSubject, defaultedOn: EpochDay, random: Random): void {
  const { borrower, status, asOf } = subject;
  const tries = random.between(3, 6);
  for (let index = 0; index < tries; index++) {
    diary.write('unreachable', defaultedOn + 1 + index * random.between(2, 9), {
      result: random.pick(['关机', '空号', '无人接听', '停机']),
      borrowerOnly: random.chance(250),
    });
  }
  diary.write('email', defaultedOn + 6, { evidence: 'sent', result: '未回复' });
  diary.write('visit', defaultedOn + random.between(7, 20), { result: '人去楼空', note: '邻居称"早已搬走"' });
  diary.write('letter', defaultedOn + 21, { evidence: 'sent', result: '退信', paper: true });
  if (random.chance(250))
    diary.write('police_report', defaultedOn + random.between(40, 90), { note: '涉嫌提供虚假材料', paper: true });
  if (random.chance(350))
    diary.write('notice_publication', defaultedOn + random.between(150, 300), { evidence: 'proven', paper: true });
  const step = random.weighted([
    { weight: 4, kind: 'lawsuit' as const },
    { weight: 2, kind: 'arbitration' as const },
    { weight: 2, kind: 'payment_order' as const },
    { weight: 3, kind: undefined },
  ]).kind;
  if (step !== undefined)
    diary.write(step, defaultedOn + random.between(60, 130), {
      evidence: 'proven',
      amount: dueNow(subject),
      paper: true,
    });
  if (borrower.kind === COMPANY && random.chance(400))
    diary.write('bankruptcy_claim', defaultedOn + random.between(120, 260), {
      evidence: 'proven',
      amount: dueNow(subject),
      paper: true,
    });
  if (status === 'written_off' && random.chance(500))
    diary.write('assignment', asOf - random.between(10, 60), { evidence: 'proven', paper: true });
}

/** Demands year by year after maturity for half of the old loans; for the others nothing, and limitation runs out. */
function logLongAgo(diary: Diary, subject: EventSubject, random: Random): void {
  const { asOf, terms, receipts } = subject;
  const last = receipts.at(-1);
  if (last !== undefined && last.paidOn > terms.maturesOn && last.channel === AUTO_DEBIT) {
    diary.write('auto_debit', last.paidOn, { result: '扣划成功', amount: last.amount, paper: true });
  }
  if (!random.chance(500)) return;
  const gap = random.chance(700) ? random.between(330, 700) : random.between(800, 1300);
  for (let day = terms.maturesOn + random.between(20, 400); day <= asOf; day += gap) {
    if (random.chance(150))
      diary.write('acknowledgement', day, { evidence: 'signed', amount: dueNow(subject), paper: true });
    else logDemand(diary, day, subject, random);
  }
  if (random.chance(200)) {
    const began = terms.maturesOn + random.between(300, 900);
    diary.write('obstacle', began, {
      endedOn: Math.min(asOf, began + random.between(30, 120)),
      note: '疫情封控,无法主张',
      paper: true,
    });
  }
  if (random.chance(150))
    diary.write('mediation', asOf - random.between(100, 800), { evidence: 'proven', paper: true });
}

function logDemand(diary: Diary, day: EpochDay, subject: EventSubject, random: Random): void {
  const evidence = random.weighted([
    { weight: 4, evidence: 'signed' as const },
    { weight: 2, evidence: 'proven' as const },
    { weight: 3, evidence: 'sent' as const },
    { weight: 1, evidence: 'none' as const },
  ]).evidence;
  diary.write('demand', day, {
    evidence,
    amount: roundToFen(dueNow(subject), 1, 1),
    result: evidence === 'signed' ? '已签收' : '',
    paper: true,
  });
}

function logHold(diary: Diary, { hold, asOf }: EventSubject, defaultedOn: EpochDay, random: Random): void {
  const day = Math.max(defaultedOn + 3, asOf - random.between(5, 60));
  if (hold === 'dispute') diary.write('dispute', day, { result: '对金额有异议', evidence: 'proven', paper: true });
  if (hold === 'cease')
    diary.write('complaint', day, { result: '要求停止联系', evidence: 'proven', borrowerOnly: true });
}
