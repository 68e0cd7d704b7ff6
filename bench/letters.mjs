/**
 * Pages a second of a print file: 10,000 one-page demands in one PDF, as `arrears notices --format pdf --print-file all` prints
 * them, from the blocks of the letters to the file on disk. Also the peak memory of the process and of those that typeset.
 *
 *   npm run bench:letters
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPageFonts } from '../dist/write/pdf/page-fonts.js';
import { openPrintFile } from '../dist/write/pdf/print-letters.js';
import { openPrintShop } from '../dist/write/pdf/print-shop.js';

const wanted = Number(process.argv[2] ?? 10_000);
const PARAGRAPHS = [
  '截至2025年6月30日，您在本行的下列贷款已经逾期。依据双方签订的借款合同及《中华人民共和国民法典》关于借款合同的规定，现正式通知并请求您履行还款义务。',
  '一、请于2025年7月7日前（含当日）将上述款项付至下列账户，并注明借据号。自2025年7月1日起至实际清偿之日止的利息、罚息和复利，按合同约定另行计算，付款前请向下述联系人核实当日金额。',
  '二、您有权查询账户和还款明细。如对上述金额有异议，或已经还款，请于2025年7月7日前告知联系人并提供凭证，我方将予以登记、核实和答复；如确有还款困难，也请及时联系，协商还款安排。',
  '三、如逾期仍未履行且未与我方达成一致，我方将依照合同约定和法律规定主张权利，包括继续计收罚息和复利、依法提起诉讼或者申请仲裁。',
];

/** A one-page demand; names and amounts change from letter to letter. */
function letterOf(number) {
  const amount = (1000 + number * 1.37).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return {
    language: 'zh',
    blocks: [
      { kind: 'title', text: '逾期贷款催收通知书' },
      { kind: 'left', text: `编号：B${String(number).padStart(9, '0')}-20250630` },
      { kind: 'left', text: `张${'德胜建国志强文静'[number % 8]}${'明华军平'[number % 4]}：` },
      ...PARAGRAPHS.map((text) => ({ kind: 'paragraph', text })),
      {
        kind: 'table',
        head: ['序号', '逾期本金', '逾期利息', '罚息', '复利', '小计'],
        rows: [['1', amount, '123.45', '12.34', '1.23', amount]],
      },
      { kind: 'right', text: '（盖章）' },
      { kind: 'tear' },
      { kind: 'heading', text: '回    执' },
      { kind: 'paragraph', text: `本人（单位）已收到上述通知，知悉应付金额为人民币 ${amount} 元。` },
      { kind: 'field', text: '签收人（签字或盖章）：＿＿＿＿＿＿＿＿    签收日期：      年    月    日' },
    ],
  };
}

/** Peak resident memory of this process's children that typeset, in MB; where the system tells. */
function peakOfPresses() {
  const peaks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        if (Number(/PPid:\s+(\d+)/.exec(status)?.[1]) !== process.pid) return 0;
        return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
      } catch {
        return 0;
      }
    });
  return Math.max(0, ...peaks);
}

const folder = mkdtempSync(join(tmpdir(), 'arrears-bench-'));
try {
  const path = join(folder, 'letters.pdf');
  const file = openSync(path, 'wx', 0o600);
  const shop = openPrintShop(await openPageFonts([]), 2);
  const started = performance.now();
  let peak = 0;
  const print = openPrintFile(shop, 'letters.pdf', (bytes) => writeSync(file, bytes));
  for (let number = 1; number <= wanted; number++) {
    await print.add(letterOf(number));
    if (number % 500 === 0) peak = Math.max(peak, peakOfPresses());
  }
  const pages = (await print.end()).reduce((sum, count) => sum + count, 0);
  const seconds = (performance.now() - started) / 1000;
  closeSync(file);
  shop.close();
  const megabytes = (process.resourceUsage().maxRSS / 1024).toFixed(0);
  process.stdout.write(
    `${wanted} letters, ${pages} pages, ${(statSync(path).size / 1e6).toFixed(1)} MB: ${seconds.toFixed(1)} s, ${(pages / seconds).toFixed(0)} pages/s; peak ${megabytes} MB, a typesetting process ${peak.toFixed(0)} MB\n`,
  );
  const read = spawnSync('pdfinfo', [path], { encoding: 'utf8' });
  if (read.error === undefined)
    process.stdout.write(`pdfinfo counts ${/Pages:\s+(\d+)/.exec(read.stdout)?.[1]} pages\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
