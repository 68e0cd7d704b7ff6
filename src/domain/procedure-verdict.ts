/** What a suit, an arbitration or another procedure does to a period: it holds it, and its end starts it anew. */
import { type EpochDay, NO_DAY } from './civil-date.js';
import { type ClaimAct, resultBit } from './claim.js';
import { numberOn } from './dated-numbers.js';
import { kindCode } from './limitation-events.js';
import type { PeriodSpec } from './period-spec.js';
import { endOfProcedure } from './procedure-end.js';
import { countsFavourably, hangsOn, OPEN_END, type Verdict } from './verdict.js';

const ENFORCEMENT = kindCode('enforcement');
const BANKRUPTCY_CLAIM = kindCode('bankruptcy_claim');
const MEDIATION = kindCode('mediation');

const WITHDRAWN = resultBit('withdrawn');
const REJECTED = resultBit('rejected');
const ROUND_CLOSED = resultBit('round_closed');
const SETTLED = resultBit('settled');
const TOLD_HOW_IT_ENDED = WITHDRAWN | REJECTED | ROUND_CLOSED | SETTLED | resultBit('terminated');

/** 民法典 art. 195(3): anew from the end of the procedure; while it is open no end is in sight. */
export function judgeProcedure(act: ClaimAct, spec: PeriodSpec, verdict: Verdict): void {
  if (spec.clock === 'enforcement') {
    if (act.kind === ENFORCEMENT) {
      judgeApplication(act, spec, verdict);
      return;
    }
    if (act.kind !== BANKRUPTCY_CLAIM) countsFavourably(verdict, 'procedure-beside-enforcement');
  }
  const end = endOfProcedure(act, spec.facts, spec.asOf);
  if (end.state === 'open') {
    verdict.day = OPEN_END;
    verdict.favourableDay = OPEN_END;
    if (verdict.conservative) {
      verdict.code = 'procedure-pending';
      verdict.improvement = 'end-of-procedure-would-restart';
    }
  } else if (end.state === 'ended' && end.on === NO_DAY) {
    verdict.day = OPEN_END;
    verdict.favourableDay = OPEN_END;
    if (verdict.conservative) hangsOn(verdict, 'suitEnd', 'suit-decided-some-day', 'end-of-procedure-would-restart');
  } else if (end.state === 'ended') {
    verdict.day = end.on;
    verdict.favourableDay = end.on;
    if (verdict.conservative) {
      if (end.isTold) verdict.code = 'procedure-restarts';
      else hangsOn(verdict, 'suitEnd', 'suit-not-in-force');
      if ((act.results & TOLD_HOW_IT_ENDED) === 0) verdict.improvement = 'how-the-procedure-ended';
    }
  } else {
    verdict.day = act.on;
    verdict.favourableDay = end.on === NO_DAY ? act.on : end.on;
    verdict.code = end.service === 'served' ? 'procedure-withdrawn-served' : 'procedure-withdrawn';
    if (end.service === 'unknown') verdict.improvement = 'proof-of-service-would-restart';
    if (end.service !== 'served') verdict.conservative = false;
  }
  if (act.kind === MEDIATION) judgeRequest(act, end.on, verdict);
}

/**
 * 时效规定 art. 12 lets a request for mediation interrupt when it is made and does not say that it holds the period
 * until it has failed: from the request on the conservative reading, from its end on the favourable one.
 */
function judgeRequest(act: ClaimAct, endedOn: EpochDay, verdict: Verdict): void {
  verdict.day = act.on;
  verdict.favourableDay = endedOn === NO_DAY ? OPEN_END : endedOn;
  if (verdict.conservative) verdict.code = 'mediation-restarts';
}

/** An application for enforcement, in the enforcement period (执行程序解释 art. 20; 民诉解释 arts. 466, 517, 518). */
function judgeApplication(act: ClaimAct, spec: PeriodSpec, verdict: Verdict): void {
  const end = endOfProcedure(act, spec.facts, spec.asOf);
  if ((act.results & ROUND_CLOSED) !== 0) {
    verdict.day = OPEN_END;
    verdict.favourableDay = OPEN_END;
    verdict.code = 'round-closed';
    if (Number.isNaN(numberOn(spec.terms.afterClosedRound, end.on === NO_DAY ? act.on : end.on))) {
      verdict.day = end.on === NO_DAY ? act.on : end.on;
    }
  } else if ((act.results & SETTLED) !== 0 && act.promisedOn !== NO_DAY) {
    verdict.day = Math.max(act.on, act.promisedOn);
    verdict.favourableDay = verdict.day;
    verdict.code = 'settlement-restarts';
  } else if (end.state === 'open') {
    verdict.day = OPEN_END;
    verdict.favourableDay = OPEN_END;
    verdict.code = 'procedure-pending';
    verdict.improvement = 'end-of-procedure-would-restart';
  } else if (end.state === 'withdrawn') {
    verdict.favourableDay = end.on === NO_DAY ? act.on : end.on;
    verdict.code = 'application-withdrawn';
  } else {
    verdict.day = end.on;
    verdict.favourableDay = end.on;
    verdict.code = 'procedure-restarts';
    if ((act.results & TOLD_HOW_IT_ENDED) === 0) verdict.improvement = 'how-the-procedure-ended';
  }
}
