/** The words of every problem with the input, in one place: a code without words does not compile. */
import type { Language } from './language.js';
import { maskIdentityNumbers } from './masking-in-messages.js';
import type { OversizedPart, Problem, TableName, WorkbookReason } from './problem.js';

export interface ProblemText {
  /** What is wrong, with the cell as it stands. */
  readonly headline: string;
  /** What would have been right; absent where the headline says it. */
  readonly expected?: string;
  /** What the run did about it. */
  readonly effect: string;
  /** What to do. */
  readonly remedy: string;
}

/** Picks one of two wordings. */
type Say = (en: string, zh: string) => string;

const TABLES_ZH: Readonly<Record<TableName, string>> = {
  loans: '借据',
  payments: '还款流水',
  schedule: '还款计划',
  events: '催收事件',
  parties: '当事人',
  collateral: '抵押物',
  survey: '调查',
  positions: '上期明细',
  notice_log: '发函登记簿',
  receipts: '回执',
};

const OVERSIZED: Readonly<Record<OversizedPart, Readonly<Record<Language, string>>>> = {
  unpacked: { en: 'unpacked, the file is', zh: '解压后' },
  workbook: { en: 'the workbook is', zh: '工作簿' },
  'unpacked-workbook': { en: 'unpacked, the workbook is', zh: '工作簿解压后' },
  cells: { en: 'the cells of the sheet are', zh: '工作表单元格数' },
  header: { en: 'the header is', zh: '表头' },
  columns: { en: 'the columns are', zh: '列数' },
  record: { en: 'one row is', zh: '单行' },
};

/** Of `damaged-workbook`, as its readers give them. */
const WORKBOOK_REASONS: Readonly<Record<WorkbookReason, string>> = {
  'its table of contents cannot be read': '无法读取其压缩目录（文件可能不完整）',
  'it does not say how large its parts are': '未注明各部件的大小',
  'a part of it is damaged or missing': '其中的部件损坏或缺失',
  'it is no .xlsx file': '不是 .xlsx 文件',
  'it is under a password': '文件有密码保护，请取消密码后另存',
  'it is an old .xls or .et file': '是旧版 .xls 或 .et 文件',
  'it is an .xlsb file': '是 .xlsb 文件',
  'it is an .ods file': '是 .ods 文件',
  'it holds no workbook': '其中没有工作簿',
  'the sheet has no cells': '该工作表没有单元格（图表）',
  'its rows are not in order': '行的顺序错乱',
  'a row stands there twice': '同一行出现两次',
  'a row has no place in the sheet': '行号超出工作表范围',
  'a cell has no place in the sheet': '单元格位置超出工作表范围',
  'merged cells overlap': '合并单元格相互重叠',
  'it is in an encoding that is not known, or damaged': '编码无法识别或已损坏',
};

const DATE_FORMS = 'YYYY-MM-DD, YYYY/M/D, YYYYMMDD, YYYY年M月D日';

/**
 * Headline, expectation, effect and remedy of a problem. Of the row only the cell is shown. `rejectedFile` is where the row
 * was written, such as `rejected/loans.csv`; left out where nothing was written.
 */
export function describeProblem(problem: Problem, language: Language, rejectedFile?: string): ProblemText {
  const say: Say = (en, zh) => (language === 'en' ? en : zh);
  const correctCell = say('Correct the cell and run again.', '请更正该单元格后重新运行。');
  const correctRow = say('Correct the row and run again.', '请更正该行后重新运行。');
  const rejected = (remedy: string, headline: string, expected?: string): ProblemText => ({
    headline,
    ...(expected === undefined ? {} : { expected }),
    effect: effectOnRow(problem.table, say, rejectedFile),
    remedy,
  });
  const noSchedule = (remedy: string, headline: string, expected: string): ProblemText => ({
    headline,
    expected,
    effect: toFile(
      say(
        "no row of this loan's schedule used, its terms are where they give one",
        '未使用该借据的还款计划；借据要素足以推算的，按要素推算',
      ),
      say,
      rejectedFile,
    ),
    remedy,
  });
  const noFile = (remedy: string, headline: string, expected?: string): ProblemText => ({
    headline,
    ...(expected === undefined ? {} : { expected }),
    effect: say('file not used', '未使用该文件'),
    remedy,
  });
  const table = say(problem.table.replace('_', ' '), `${TABLES_ZH[problem.table]}表`);

  switch (problem.code) {
    case 'blank-required':
      return rejected(
        say('Fill in the cell and run again.', '请补填后重新运行。'),
        problem.cell === ''
          ? say(`${problem.column} is blank`, `${problem.column} 为空`)
          : say(`${cellOf(problem)} stands for nothing`, `${cellZh(problem)}表示空值`),
        say('a value: this column is required', '必填列，须有值'),
      );
    case 'bad-date':
      return rejected(
        correctCell,
        say(`${cellOf(problem)} is not a date`, `${cellZh(problem)}不是日期`),
        say(DATE_FORMS, DATE_FORMS),
      );
    case 'impossible-date':
      return rejected(
        correctCell,
        say(`${cellOf(problem)} is not a calendar date`, `${cellZh(problem)}在日历上不存在`),
        say(`a date that exists, written ${DATE_FORMS}`, `存在的日期，写作 ${DATE_FORMS}`),
      );
    case 'ambiguous-date':
      return rejected(
        say(
          "Write the year first, or set date_order of this column to day_first or month_first under columns: in the policy's pack or in arrears.yaml.",
          '请将年份写在最前，或在策略包或 arrears.yaml 的 columns: 中将该列的 date_order 设为 day_first 或 month_first。',
        ),
        say(`${cellOf(problem)} may be day/month or month/day`, `${cellZh(problem)}可能是日/月，也可能是月/日`),
        DATE_FORMS,
      );
    case 'two-digit-year':
      return rejected(
        correctCell,
        say(`${cellOf(problem)} has a year of two digits`, `${cellZh(problem)}的年份只有两位`),
        say(`a year of four digits: ${DATE_FORMS}`, `四位年份：${DATE_FORMS}`),
      );
    case 'bad-amount':
      return rejected(
        correctCell,
        say(`${cellOf(problem)} is not an amount`, `${cellZh(problem)}不是金额`),
        say(
          'yuan with at most two decimals, such as 1234.56 or 1,234.56',
          '以元为单位，最多两位小数，如 1234.56 或 1,234.56',
        ),
      );
    case 'negative-amount':
      return rejected(
        correctCell,
        say(`${cellOf(problem)} is negative`, `${cellZh(problem)}为负数`),
        say('an amount of zero or more', '不小于零的金额'),
      );
    case 'zero-amount':
      return rejected(
        correctCell,
        say(`${cellOf(problem)} is nought`, `${cellZh(problem)}为零`),
        say('an amount above zero', '大于零的金额'),
      );
    case 'bad-rate':
      return rejected(
        correctCell,
        say(`${cellOf(problem)} is not a rate`, `${cellZh(problem)}不是利率`),
        say('percent, such as 4.35 or 4.35%', '百分数，如 4.35 或 4.35%'),
      );
    case 'bad-whole-number':
      return rejected(
        correctCell,
        say(`${cellOf(problem)} is not a whole number`, `${cellZh(problem)}不是整数`),
        say('digits only, such as 12', '只含数字，如 12'),
      );
    case 'unknown-choice':
      return rejected(
        correctCell,
        say(
          `${cellOf(problem)} is none of the known values${didYouMean(problem.didYouMean, say)}`,
          `${cellZh(problem)}不是可识别的取值${didYouMean(problem.didYouMean, say)}`,
        ),
        say(
          `one of ${problem.choices.join(', ')}`,
          `下列之一：${problem.titles.map(besideChoice(problem.choices)).join('、')}`,
        ),
      );
    case 'identifier-in-scientific-notation':
      return rejected(
        say(
          'Export the column as text again: its digits are lost and cannot be restored.',
          '请将该列以文本格式重新导出：原有数字已丢失，无法还原。',
        ),
        say(
          `${cellOf(problem)} is an identifier that a spreadsheet turned into a number`,
          `${cellZh(problem)}是被电子表格转成数值的编号`,
        ),
        say('all digits of the identifier', '编号的全部数字'),
      );
    case 'spreadsheet-error':
      return rejected(
        say(
          'Correct the formula in the spreadsheet, let it calculate, save it and run again.',
          '请在电子表格中更正公式、重新计算并保存后再运行。',
        ),
        say(
          `${cellOf(problem)} is an error, or a formula without a result, that a spreadsheet left`,
          `${cellZh(problem)}是电子表格留下的错误值或未计算的公式`,
        ),
        say('a value', '一个值'),
      );
    case 'merged-cell':
      return rejected(
        say(
          'Unmerge the cells in the spreadsheet, write into each row what is its own, and run again.',
          '请在电子表格中取消合并单元格，逐行填写各自的值后再运行。',
        ),
        say(
          `${cellOf(problem)} is part of a cell merged over several rows: whether the value is of each or of all together is not known`,
          `${cellOf(problem)} 属于跨行合并的单元格：无法判断该值属于每一行还是各行合计`,
        ),
        say('a cell of its own', '独立的单元格'),
      );
    case 'wrong-cell-count':
      return rejected(
        correctRow,
        say(
          `row has ${counted(problem.found, 'cell')}, the header has ${problem.expected}`,
          `该行有 ${problem.found} 个单元格，表头有 ${problem.expected} 个`,
        ),
      );
    case 'stray-quote':
      return rejected(
        correctRow,
        say('a quotation mark stands inside a cell that is not quoted', '未加引号的单元格中出现引号'),
        say(
          'cells with quotation marks quoted as a whole, the inner ones doubled',
          '含引号的单元格整体加引号，内部引号写两次',
        ),
      );
    case 'unclosed-quote':
      return rejected(
        correctRow,
        say(
          'a quoted cell is not closed before the end of the file, or within a mebibyte',
          '加引号的单元格到文件末尾或 1 MiB 之内仍未闭合',
        ),
        say('a closing quotation mark', '闭合引号'),
      );
    case 'nul-byte':
      return rejected(
        say('Copy or export the file again.', '请重新传输或导出该文件。'),
        say('the row holds NUL bytes: it was damaged on its way', '该行含有空字节（NUL），已在传输中损坏'),
        say('text', '文本'),
      );
    case 'totals-row':
      return {
        headline: say(`row "${shown(problem.cell)}" is a totals row`, `“${shown(problem.cell)}”行是合计行`),
        effect: say('row left out', '未计入该行'),
        remedy: say('Nothing to do, unless it is a record after all.', '无需处理；如确为一条记录，请更正该行。'),
      };
    case 'missing-column':
      return noFile(
        say(
          "Add the column, or map its title under columns: in the policy's pack or in arrears.yaml.",
          '请补充该列，或在策略包或 arrears.yaml 的 columns: 中指定其标题。',
        ),
        say(
          `the ${table} table has no column ${problem.column}${didYouMean(problem.didYouMean, say)}`,
          `${table}缺少列 ${problem.column}${didYouMean(problem.didYouMean, say)}`,
        ),
        say(`a title such as ${problem.titles.join(', ')}`, `标题如 ${problem.titles.join('、')}`),
      );
    case 'duplicate-column':
      return noFile(
        say(
          "Remove or rename one of them, or map the right one under columns: in the policy's pack or in arrears.yaml.",
          '请删除或改名其一，或在策略包或 arrears.yaml 的 columns: 中指定正确的一列。',
        ),
        say(
          `${problem.titles.map((title) => `"${shown(title)}"`).join(' and ')} both mean ${problem.column}`,
          `${problem.titles.map((title) => `“${shown(title)}”`).join('与')}都表示 ${problem.column}`,
        ),
        say('one column for it', '只有一列'),
      );
    case 'unknown-column':
      return {
        headline: say(
          `column "${shown(problem.column)}" is not known${didYouMean(problem.didYouMean, say)}`,
          `列“${shown(problem.column)}”无法识别${didYouMean(problem.didYouMean, say)}`,
        ),
        effect: say('column not used', '未使用该列'),
        remedy: say(
          "Map its title under columns: in the policy's pack or in arrears.yaml if it is needed.",
          '如需使用，请在策略包或 arrears.yaml 的 columns: 中指定其标题。',
        ),
      };
    case 'lines-above-header':
      return {
        headline: say(
          `${counted(problem.lines, 'line')} above the header ${problem.lines === 1 ? 'is' : 'are'} no record`,
          `表头之上有 ${problem.lines} 行不是记录`,
        ),
        effect: say('lines left out', '未计入这些行'),
        remedy: say(
          'Nothing to do; arrears check tells where the header is.',
          '无需处理；arrears check 会说明表头所在行。',
        ),
      };
    case 'amounts-in-another-unit':
      return noFile(
        say(
          'Convert the amounts to yuan, take the unit out of the line and run again.',
          '请将金额换算为元，并改正该行的单位后重新运行。',
        ),
        say(
          `the line above the header says that amounts are in ${shown(problem.unit)}`,
          `表头之上的行注明金额单位为${shown(problem.unit)}`,
        ),
        say('amounts in yuan', '以元为单位的金额'),
      );
    case 'records-above-header':
      return noFile(
        say('Move the header to the top and run again.', '请将表头移到最上方后重新运行。'),
        say(
          `what seems to be the header stands below records: line ${problem.firstLine} can be read as one`,
          `疑似表头位于记录之下：第 ${problem.firstLine} 行可读作一条记录`,
        ),
        say('the header above all records', '表头位于所有记录之上'),
      );
    case 'cannot-read-file':
      return noFile(
        say('Check the path and its permissions.', '请检查路径和权限。'),
        say(`cannot be read: ${shown(problem.reason)}`, `无法读取：${shown(problem.reason)}`),
      );
    case 'empty-file':
      return noFile(
        say('Export it again.', '请重新导出。'),
        say('the file is empty', '文件为空'),
        say('a header row and records', '表头行和记录'),
      );
    case 'not-in-encoding':
      return noFile(
        say(
          'Name the encoding with --encoding, or export again as UTF-8.',
          '请用 --encoding 指定编码，或以 UTF-8 重新导出。',
        ),
        say(
          `byte ${problem.atByte}, on line ${problem.atLine}, is not ${problem.encoding}`,
          `第 ${problem.atLine} 行、第 ${problem.atByte} 个字节不符合 ${problem.encoding} 编码`,
        ),
        say('UTF-8 or GB18030 throughout', '全文件为 UTF-8 或 GB18030'),
      );
    case 'damaged-gzip':
      return noFile(
        say('Copy or export the file again.', '请重新传输或导出。'),
        say(`the gzip file is damaged: ${shown(problem.reason)}`, `gzip 文件已损坏：${shown(problem.reason)}`),
      );
    case 'too-large':
      return noFile(
        problem.what === 'unpacked' ||
          problem.what === 'workbook' ||
          problem.what === 'unpacked-workbook' ||
          problem.what === 'cells'
          ? say('Unpack it, or export it as CSV, and run again.', '请先解压或导出为 CSV 后重新运行。')
          : say('Check whether it is a table at all.', '请检查该文件是否为数据表。'),
        say(
          `${OVERSIZED[problem.what].en} more than ${problem.most}`,
          `${OVERSIZED[problem.what].zh}超过 ${problem.most}`,
        ),
        say(`at most ${problem.most}`, `不超过 ${problem.most}`),
      );
    case 'perhaps-fractions':
      return {
        headline: say(
          `the greatest ${shown(problem.column)} of all rows is ${problem.greatest} %: they may be written as fractions`,
          `${shown(problem.column)}最大仅为 ${problem.greatest}%，可能是以小数（而非百分数）填写`,
        ),
        expected: say('percentages, such as 4.35 or 4.35%', '百分数，如 4.35 或 4.35%'),
        effect: say('rows used as they stand', '各行按原值使用'),
        remedy: say(
          `If ${problem.greatest} stands for a hundred times as much, multiply the column by 100 in the export.`,
          `如 ${problem.greatest} 实为其一百倍，请在导出时将该列乘以 100。`,
        ),
      };
    case 'far-maturities':
      return {
        headline: say(
          `${problem.loans} loans mature more than 50 years after they were disbursed, by ${shown(problem.column)} up to ${problem.latest}`,
          `${problem.loans} 笔借据的${shown(problem.column)}晚于放款日 50 年以上，最晚 ${problem.latest}`,
        ),
        expected: say('the maturity of the contract', '合同约定的到期日'),
        effect: say('rows used as they stand', '各行按原值使用'),
        remedy: say(
          'Give the maturity of the contract where the day only stands for none: a schedule up to it hides what is overdue.',
          '如该日期仅表示无到期日，请填写合同到期日：按其推算的还款计划会掩盖逾期。',
        ),
      };
    case 'no-line-end-at-end':
      return {
        headline: say('the last line has no end', '最后一行没有换行符'),
        effect: say(
          'its row was read as it stands, but the file may have been cut short there',
          '该行按现状读取，但文件可能在此处被截断',
        ),
        remedy: say('Compare the number of rows with the source system.', '请与源系统核对行数。'),
      };
    case 'damaged-workbook':
      return noFile(
        say('Save it again as .xlsx, or export it as CSV.', '请另存为 .xlsx，或导出为 CSV。'),
        say(`the workbook cannot be read: ${problem.reason}`, `无法读取工作簿：${WORKBOOK_REASONS[problem.reason]}`),
        say('an .xlsx file', '.xlsx 文件'),
      );
    case 'unknown-sheet':
      return noFile(
        say('Name one of its sheets behind the #, or give its number.', '请在 # 之后给出其中一个工作表的名称或序号。'),
        say(
          `the workbook has no sheet "${shown(problem.sheet)}"${didYouMean(problem.didYouMean, say)}`,
          `工作簿中没有工作表“${shown(problem.sheet)}”${didYouMean(problem.didYouMean, say)}`,
        ),
        problem.sheets.length === 0
          ? undefined
          : say(`one of ${problem.sheets.map(shown).join(', ')}`, `下列之一：${problem.sheets.map(shown).join('、')}`),
      );
    case 'other-sheets':
      return {
        headline: say(
          `of the workbook only the sheet "${shown(problem.sheet)}" was read; there is also ${problem.sheets.map(shown).join(', ')}`,
          `工作簿中只读取了工作表“${shown(problem.sheet)}”，另有：${problem.sheets.map(shown).join('、')}`,
        ),
        effect: say('the other sheets were left out', '未读取其他工作表'),
        remedy: say(
          'Name the sheet behind a #, as in book.xlsx#2; put rows that stand on several sheets on one.',
          '请在文件名后用 # 指定工作表，如 book.xlsx#2；分列于多个工作表的数据请合并到一个工作表。',
        ),
      };
    case 'duplicate-loan':
      return rejected(
        say('Remove or correct one of the two rows.', '请删除或更正其中一行。'),
        say(
          `the loan first stands on line ${problem.firstLine} and is repeated here`,
          `该借据已见于第 ${problem.firstLine} 行，此处重复`,
        ),
        say('each loan once', '每笔借据一行'),
      );
    case 'period-contradicts-method':
      return rejected(
        correctRow,
        say(
          `${problem.column} "${shown(problem.cell)}" is another period than that of the repayment method "${shown(problem.method)}"`,
          `${problem.column}“${shown(problem.cell)}”与还款方式“${shown(problem.method)}”的周期不一致`,
        ),
        say('the same period in both, or the period in one of them', '两列周期一致，或只在一列写明周期'),
      );
    case 'matures-before-disbursement':
      return rejected(
        correctRow,
        say(
          `the loan matures on ${problem.maturesOn}, before it was disbursed on ${problem.disbursedOn}`,
          `到期日 ${problem.maturesOn} 早于放款日 ${problem.disbursedOn}`,
        ),
        say('a maturity after the disbursement', '到期日晚于放款日'),
      );
    case 'unsupported-currency':
      return rejected(
        say('Run loans in other currencies apart.', '其他币种的借据请另行处理。'),
        say(`currency "${shown(problem.currency)}" is not supported`, `不支持币种“${shown(problem.currency)}”`),
        problem.expected,
      );
    case 'unknown-loan':
      return rejected(
        say(
          'Add the loan to the loans file, or correct its number here, or its row there if that was rejected.',
          '请在借据表中补充该借据，或更正此处编号；如借据表中该行未被采用，请先更正该行。',
        ),
        say('no sound row of the loans file has this number', '借据表中没有该编号的可用行'),
        say('the loan_id of a loan that was read', '已读入的借据号'),
      );
    case 'payment-before-disbursement':
      return rejected(
        correctRow,
        say(
          `paid on ${problem.paidOn}, before the loan was disbursed on ${problem.disbursedOn}`,
          `还款日 ${problem.paidOn} 早于放款日 ${problem.disbursedOn}`,
        ),
        say('a payment on or after the disbursement', '还款日不早于放款日'),
      );
    case 'duplicate-payment':
      return rejected(
        say('Remove the repetition, or correct the payment number.', '请删除重复行，或更正流水号。'),
        say(
          `payment "${shown(problem.paymentId)}" first stands on line ${problem.firstLine} and is repeated here`,
          `流水“${shown(problem.paymentId)}”已见于第 ${problem.firstLine} 行，此处重复`,
        ),
        say('each payment once', '每笔流水一行'),
      );
    case 'reversal-without-original':
      if (problem.reversalOf === '') {
        return rejected(
          say(
            'Name the payment that it reverses in reversal_of, or correct the amount.',
            '请在 reversal_of 列填写被冲正的流水号，或更正金额。',
          ),
          say('a negative amount names no payment that it reverses', '金额为负，但未注明冲正哪一笔流水'),
          say(
            'a positive amount, or the payment_id of an earlier row of the same loan',
            '正数金额，或同一借据已有的流水号',
          ),
        );
      }
      return rejected(
        say(
          'Add the original payment, or correct the number, loan or day.',
          '请补充原流水，或更正编号、借据号、日期。',
        ),
        say(
          `reverses payment "${shown(problem.reversalOf)}": the loan has no receipt of that number up to that day`,
          `冲正流水“${shown(problem.reversalOf)}”：该借据截至当日没有此编号的收款`,
        ),
        say('the payment_id of an earlier row of the same loan', '同一借据已有的流水号'),
      );
    case 'reversal-exceeds-original':
      return rejected(
        say('Correct the amount of the reversal.', '请更正冲正金额。'),
        say(
          `reverses more than payment "${shown(problem.reversalOf)}" of line ${problem.originalLine} still holds`,
          `冲正金额超过第 ${problem.originalLine} 行流水“${shown(problem.reversalOf)}”的余额`,
        ),
        say('at most the amount of the original', '不超过原流水金额'),
      );
    case 'split-exceeds-amount':
      return rejected(
        correctRow,
        say(
          'principal, interest, penalty and fee together exceed the amount',
          '本金、利息、罚息与费用之和超过还款金额',
        ),
        say('parts that add up to at most the amount', '各部分之和不超过还款金额'),
      );
    case 'duplicate-party':
      return rejected(
        say('Remove or correct one of the two rows.', '请删除或更正其中一行。'),
        say(
          `party "${shown(problem.partyId)}" of the loan first stands on line ${problem.firstLine} and is repeated here`,
          `该借据的当事人“${shown(problem.partyId)}”已见于第 ${problem.firstLine} 行，此处重复`,
        ),
        say(
          'each party once, or another role, mode, period or day of signing',
          '每一当事人一行；角色、保证方式、期间或签订日不同的除外',
        ),
      );
    case 'duplicate-instalment':
      return rejected(
        say('Remove or correct one of the two rows.', '请删除或更正其中一行。'),
        say(
          `instalment ${problem.sequence} first stands on line ${problem.firstLine} and is repeated here`,
          `第 ${problem.sequence} 期已见于第 ${problem.firstLine} 行，此处重复`,
        ),
        say('each instalment once', '每期一行'),
      );
    case 'schedule-principal-mismatch':
      return noSchedule(
        say('Correct the schedule or the principal and run again.', '请更正还款计划或贷款金额后重新运行。'),
        say(
          `the schedule's principal adds up to ${problem.scheduled}, the loan's is ${problem.principal}`,
          `还款计划的本金合计 ${problem.scheduled}，贷款金额为 ${problem.principal}`,
        ),
        say('a schedule that repays the principal exactly', '还款计划的本金合计等于贷款金额'),
      );
    case 'incomplete-schedule':
      return noSchedule(
        say('Correct the rejected row and run again.', '请更正未采用的行后重新运行。'),
        say(
          "a row of this loan's schedule was rejected: what is left is not the schedule that was agreed",
          '该借据的还款计划有行未被采用，余下各期不是约定的还款计划',
        ),
        say('every instalment of the loan in a sound row', '该借据各期均为可用行'),
      );
    case 'instalment-before-disbursement':
      return rejected(
        correctRow,
        say(
          `the instalment falls due on ${problem.dueOn}, before the loan was disbursed on ${problem.disbursedOn}`,
          `该期到期日 ${problem.dueOn} 早于放款日 ${problem.disbursedOn}`,
        ),
        say('a due date on or after the disbursement', '到期日不早于放款日'),
      );
    case 'settled-with-balance':
      return {
        headline: say(
          `the loan is settled by its status, but ${problem.balance} of principal is outstanding`,
          `贷款状态为结清，但贷款余额为 ${problem.balance}`,
        ),
        expected: say('no balance, or another status', '余额为零，或其他状态'),
        effect: say('taken for settled: nothing is worked on it', '按已结清处理，不列入任何清单'),
        remedy: say('Correct the status or the balance.', '请更正贷款状态或贷款余额。'),
      };
    case 'accelerated-before-disbursement':
      return {
        headline: say(
          `the loan was called due on ${problem.acceleratedOn}, before it was disbursed on ${problem.disbursedOn}`,
          `提前到期日 ${problem.acceleratedOn} 早于放款日 ${problem.disbursedOn}`,
        ),
        expected: say('a day after the disbursement, or a blank', '晚于放款日的日期，或留空'),
        effect: say(
          'amounts as if it had not been called; its limitation is undetermined',
          '金额按未宣布提前到期计算，诉讼时效无法判定',
        ),
        remedy: say('Correct the cell and run again.', '请更正后重新运行。'),
      };
    case 'instalment-left-out':
      return {
        headline: say(
          `instalment ${problem.sequence} is left out: after ${problem.after} comes a later one`,
          `缺少第 ${problem.sequence} 期：第 ${problem.after} 期之后即为更后一期`,
        ),
        expected: say('consecutive numbers', '期次连续'),
        effect: say('the instalments used as they stand', '各期按原值使用'),
        remedy: say(
          'If an instalment is missing from the export, what it asks for is in no figure: add it.',
          '如导出时漏了一期，其应还金额未计入任何数字，请补充。',
        ),
      };
    case 'event-without-subject':
      return rejected(
        say('Fill in loan_id or borrower_id.', '请填写借据号或客户号。'),
        say('the event names neither a loan nor a borrower', '该事件既无借据号也无客户号'),
        say('loan_id or borrower_id', '借据号或客户号'),
      );
    case 'ends-before-it-begins':
      return rejected(
        correctRow,
        say(
          `the event ends on ${problem.endedOn}, before it happened on ${problem.happenedOn}`,
          `结束日期 ${problem.endedOn} 早于发生日期 ${problem.happenedOn}`,
        ),
        say('an end on the day of the event or after it', '结束日期不早于发生日期'),
      );
    case 'unknown-borrower':
      return rejected(
        say(
          'Add the borrower to the loans file, or correct the number here, or its rows there if they were rejected.',
          '请在借据表中补充该客户，或更正此处客户号；如借据表中相关行未被采用，请先更正这些行。',
        ),
        say('no sound row of the loans file has this borrower', '借据表中没有该客户的可用行'),
        say('the borrower_id of a loan that was read', '已读入借据的客户号'),
      );
    case 'unknown-letter':
      return rejected(
        say(
          'Correct the number, or give the log or manifest that has the letter too.',
          '请更正编号，或一并给出载有该函的登记簿或清单。',
        ),
        say(`no log has a letter "${shown(problem.letter)}"`, `登记簿中没有信函“${shown(problem.letter)}”`),
      );
    case 'ambiguous-letter':
      return rejected(
        say('Give the number of the letter; it stands on it.', '请填写信函上的编号。'),
        say(
          `file "${shown(problem.letter)}" is not one letter: ${problem.numbers.map(shown).join(', ')}`,
          `文件“${shown(problem.letter)}”对应多封信函：${problem.numbers.map(shown).join('、')}`,
        ),
        say('a file that holds one letter of the log', '登记簿中只对应一封信函的文件'),
      );
    case 'letter-cancelled':
      return rejected(
        say(
          'If it was sent after all, blank the cell cancelled in the log.',
          '如确已寄出，请清空登记簿中的 cancelled。',
        ),
        say(
          `letter "${shown(problem.letter)}" is noted in the log as never sent`,
          `登记簿注明信函“${shown(problem.letter)}”未寄出`,
        ),
      );
    case 'other-letter':
      return rejected(
        correctRow,
        say(
          `letter "${shown(problem.letter)}" is not in file "${shown(problem.letterFile)}"`,
          `信函“${shown(problem.letter)}”不在文件“${shown(problem.letterFile)}”中`,
        ),
        say('number and file of the same letter, or one of the two', '同一封信函的编号与文件，或只填其一'),
      );
    case 'duplicate-receipt':
      return rejected(
        say('Keep the one that is right.', '请只保留正确的一行。'),
        say(
          `the receipt of letter "${shown(problem.letter)}" stands on line ${problem.firstLine} already`,
          `信函“${shown(problem.letter)}”的回执已见于第 ${problem.firstLine} 行`,
        ),
        say('one receipt for each letter', '每封信函一张回执'),
      );
    case 'receipt-before-letter':
      return rejected(
        correctRow,
        say(
          `the receipt is dated ${problem.day}, before the letter of ${problem.writtenOn}`,
          `回执日期 ${problem.day} 早于信函日期 ${problem.writtenOn}`,
        ),
      );
    case 'signed-after-return':
      return rejected(
        correctRow,
        say(
          `signed on ${problem.signedOn}, after it came back on ${problem.returnedOn}`,
          `签收日 ${problem.signedOn} 晚于收回日 ${problem.returnedOn}`,
        ),
      );
    case 'wrong-signer':
      return rejected(
        correctRow,
        say(
          `"${problem.signer}" cannot sign for this letter: its addressee is ${problem.addressee}`,
          `该函收件人为 ${problem.addressee}，“${problem.signer}”不能签收`,
        ),
        say(
          'the addressee, for a person an adult relative of the household, or other with the relation',
          '收件人本人；自然人可由同住成年亲属签收；其他人填 other 并注明关系',
        ),
      );
    case 'does-not-go-with':
      return rejected(
        correctRow,
        say(`${cellOf(problem)} does not go with ${problem.with}`, `${cellZh(problem)}与 ${problem.with} 不符`),
      );
    case 'unknown-answer':
      return rejected(
        correctCell,
        say(
          `${cellOf(problem)} is no answer to this question${didYouMean(problem.didYouMean, say)}`,
          `${cellZh(problem)}不是该问题可用的回答${didYouMean(problem.didYouMean, say)}`,
        ),
        answersOf(problem, say),
      );
    case 'answer-without-day':
      return rejected(
        say('Fill in the day of the visit or call and run again.', '请补填调查日期后重新运行。'),
        say(`questions are answered, but ${problem.column} is blank`, `已有回答，但 ${problem.column} 为空`),
        say('the day on which the borrower was asked: old answers expire', '询问客户的日期：回答会过期'),
      );
    case 'contradicting-answers':
      return rejected(
        say(
          'Keep the row that is right and run again; none of these was used.',
          '请只保留正确的一行后重新运行；这些行均未使用。',
        ),
        say(
          `${problem.column} is answered differently on line ${problem.otherLine}, for the same borrower and day (${problem.answeredOn})`,
          `同一客户同一天（${problem.answeredOn}）的 ${problem.column} 与第 ${problem.otherLine} 行回答不同`,
        ),
        say('one answer a day to a question', '同一问题一天只有一个回答'),
      );
  }
}

/** The problem as it is printed: place, severity and code, headline; then what was expected; then effect and remedy. */
export function formatProblem(problem: Problem, language: Language, rejectedFile?: string): string {
  const text = describeProblem(problem, language, rejectedFile);
  const place = problem.line === 0 ? problem.file : `${problem.file}:${problem.line}`;
  const zh = language === 'zh';
  let loan = '';
  if (problem.loanId !== undefined)
    loan = zh ? `（借据 ${shown(problem.loanId)}）` : ` (loan ${shown(problem.loanId)})`;
  const lines = [`${place}: ${SEVERITIES[language][problem.severity]}[${problem.code}]: ${text.headline}${loan}`];
  if (text.expected !== undefined) lines.push(`  ${zh ? '应为：' : 'expected '}${text.expected}`);
  lines.push(`  ${text.effect}${zh ? '。' : '. '}${text.remedy}`);
  return lines.join('\n');
}

const SEVERITIES = {
  en: { error: 'error', warning: 'warning' },
  zh: { error: '错误', warning: '提示' },
} as const;

function effectOnRow(table: TableName, say: Say, rejectedFile: string | undefined): string {
  const effect = table === 'loans' ? say('row not assessed', '未评估该行') : say('row not used', '未使用该行');
  return toFile(effect, say, rejectedFile);
}

function toFile(effect: string, say: Say, rejectedFile: string | undefined): string {
  if (rejectedFile === undefined) return effect;
  return `${effect}${say(`; written to ${rejectedFile}`, `，已写入 ${rejectedFile}`)}`;
}

function answersOf({ answers, choices }: Extract<Problem, { code: 'unknown-answer' }>, say: Say): string {
  switch (answers) {
    case 'yes_no':
      return say('yes or no (是 or 否), or nothing where it is not known', '是或否（yes 或 no），不清楚则留空');
    case 'months':
      return say('a whole number of months, or never (不能恢复)', '整数月数，或“不能恢复”（never）');
    case 'choice':
      return say(`one of ${choices.join(', ')}`, `下列之一：${choices.join('、')}`);
  }
}

function cellOf(problem: { readonly column: string; readonly cell: string }): string {
  return `${shown(problem.column)} "${shown(problem.cell)}"`;
}

function cellZh(problem: { readonly column: string; readonly cell: string }): string {
  return `${shown(problem.column)}“${shown(problem.cell)}”`;
}

/** The Chinese word first, the contract's behind it where it is another. */
function besideChoice(choices: readonly string[]): (title: string, at: number) => string {
  return (title, at) => (title === choices[at] ? title : `${title}（${choices[at]}）`);
}

function didYouMean(candidate: string | undefined, say: Say): string {
  return candidate === undefined ? '' : say(`; did you mean ${candidate}?`, `，是否指 ${candidate}？`);
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

/** Control characters of a file must not reach a terminal, nor a key that is somebody's identity number a log. */
function shown(text: string): string {
  let clean = '';
  for (const character of maskIdentityNumbers(text)) {
    const code = character.codePointAt(0)!;
    const hidden =
      code < 0x20 ||
      (code >= 0x7f && code < 0xa0) ||
      code === 0x200e ||
      code === 0x200f ||
      (code >= 0x202a && code <= 0x202e) ||
      (code >= 0x2066 && code <= 0x2069);
    clean += hidden ? `\\u${code.toString(16).padStart(4, '0')}` : character;
  }
  return clean;
}
