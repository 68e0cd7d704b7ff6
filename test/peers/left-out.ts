/** Vectors that are not run, each with the reason. */
export const LEFT_OUT: readonly { readonly id: string; readonly reason: string }[] = [
  { id: 'FIN-PAUSE-25', reason: 'pausing delinquency is not part of the product' },
  { id: 'FIN-PAUSE-26', reason: 'pausing delinquency is not part of the product' },
  {
    id: 'FIN-SCH-07',
    reason: 'weekly periods and a year of 364 days are no settings: the contract has monthly, quarterly, yearly, once',
  },
  { id: 'FIN-SCH-09', reason: 'periods of 15 days are no setting' },
  {
    id: 'FIN-SCH-13',
    reason: 'flat interest is none of the four repayment methods; such a loan needs a given schedule',
  },
  { id: 'FIN-RES-14', reason: 'changed terms are not derived: a restructured loan’s new schedule must be given' },
  { id: 'FIN-RES-16', reason: 'changed terms are not derived: a restructured loan’s new schedule must be given' },
  { id: 'FIN-LATE-01', reason: 'a late fee once per instalment; here late payment bears penalty interest by the day' },
  { id: 'FIN-LATE-03', reason: 'a late fee once per instalment; here late payment bears penalty interest by the day' },
  {
    id: 'FIN-WF-03',
    reason:
      'recomputes the schedule’s interest daily on overdue principal; here that principal bears penalty interest and the schedule stands',
  },
  { id: 'FIN-WO-01', reason: 'booking a write-off; the vector does not state its instalments' },
  { id: 'FIN-STAT-01', reason: 'what a status means for the list is decided in triage, not in the position' },
  { id: 'LND-SCH-02', reason: 'a fixed payment with an open number of periods is no repayment method here' },
  { id: 'LND-COL-01', reason: 'collateral shortfall is no question of these rules' },
  { id: 'KB-RULE-01', reason: 'conditions of the policy’s rules, tested with the policy' },
  { id: 'KB-RULE-03', reason: 'conditions of the policy’s rules, tested with the policy' },
  { id: 'KB-STATE-05', reason: 'escalation, tested with the next step' },
  { id: 'KB-STATE-07', reason: 'escalation, tested with the next step' },
  { id: 'OCA-LVL-02', reason: 'escalation by month end, tested with the next step' },
  { id: 'ERP-DUN-01', reason: 'the amount of a notice, tested with the notices' },
  {
    id: 'CN-PEN-05',
    reason: 'a cap on penalty interest at the principal; the law guide knows none for licensed lenders',
  },
  { id: 'CN-LPR-01', reason: 'the product has no table of LPR values' },
];
