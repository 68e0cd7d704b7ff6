/** The five-tier risk grade (五级分类), from best to worst. */
export const RISK_GRADES = ['正常', '关注', '次级', '可疑', '损失'] as const;
export type RiskGrade = (typeof RISK_GRADES)[number];
/** Index into {@link RISK_GRADES}. From SUBSTANDARD on, the loan is non-performing (不良). */
export const NORMAL = 0;
export const SPECIAL_MENTION = 1;
export const SUBSTANDARD = 2;
export const DOUBTFUL = 3;
export const LOSS = 4;
/** "Not graded": the loan's position is undetermined, or no table is in force for the day. */
export const UNGRADED = 255;

/** Why a restructured loan is graded worse than its days past due ask for; '' where it is not. */
export type GradeHold = '' | 'restructured-again' | 'upgrade-wait';
