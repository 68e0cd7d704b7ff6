/** How a page looks in a browser and on A4. Fonts are those of the reader's machine: nothing is loaded. */
export const PAGE_STYLE = `@page { size: A4; margin: 14mm 13mm 15mm; }
:root { --ink: #1c2430; --soft: #5b6675; --line: #d5dbe3; --pale: #f4f6f9; --accent: #1f4e79; --alarm: #a61b1b; --alarm-pale: #fdf1f0; }
* { box-sizing: border-box; }
body { margin: 0; background: #e9edf2; color: var(--ink); font: 14px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", system-ui, sans-serif; }
article { max-width: 210mm; margin: 8mm auto; padding: 12mm 13mm; background: #fff; box-shadow: 0 1px 4px #0003; }
header { border-bottom: 3px solid var(--accent); margin-bottom: 4mm; padding-bottom: 2mm; }
h1 { margin: 0; font-size: 22px; line-height: 1.3; }
header p { margin: 2px 0 0; color: var(--soft); }
section { margin: 0 0 5mm; }
h2 { margin: 0 0 2mm; padding: 1px 0 2px; border-bottom: 1px solid var(--line); color: var(--accent); font-size: 15.5px; break-after: avoid; }
h3 { margin: 2.5mm 0 1mm; font-size: 13.5px; break-after: avoid; }
p { margin: 0 0 1.5mm; }
.note, .none { color: var(--soft); font-size: 12.5px; }
.urgent { padding: 2.5mm 3.5mm; border: 1px solid var(--alarm); border-left-width: 5px; background: var(--alarm-pale); break-inside: avoid; }
.urgent h2 { border: 0; color: var(--alarm); margin-bottom: 1mm; }
.block { break-inside: avoid; }
dl { display: grid; grid-template-columns: repeat(4, 1fr); margin: 0 0 2mm; border: solid var(--line); border-width: 1px 0 0 1px; }
dl div { padding: .8mm 1.8mm; border: solid var(--line); border-width: 0 1px 1px 0; min-width: 0; }
dl div.long { grid-column: span 2; }
dt { color: var(--soft); font-size: 11.5px; line-height: 1.35; }
dd { margin: 0; overflow-wrap: anywhere; }
dd.n, .n { font-variant-numeric: tabular-nums; }
table { width: 100%; margin: 0 0 2mm; border-collapse: collapse; font-size: 12.5px; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 1mm 1.6mm; border: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: var(--pale); color: var(--soft); font-weight: 600; font-size: 11.5px; }
td.n, th.n { text-align: right; white-space: nowrap; }
.k { white-space: nowrap; }
ul { margin: 0 0 2mm; padding: 0; list-style: none; }
ul.many { columns: 2; column-gap: 8mm; }
li { display: flex; gap: 2mm; padding: .5mm 0; break-inside: avoid; }
.mark { flex: 0 0 1.2em; text-align: center; color: var(--soft); }
.for .mark { color: #1f6b3a; font-weight: 700; }
.against .mark, .warning .mark { color: var(--alarm); font-weight: 700; }
.warning { font-weight: 600; }
li > div { min-width: 0; overflow-wrap: anywhere; }
small { display: block; color: var(--soft); font-size: 12px; font-weight: 400; }
code { color: var(--soft); font: 11.5px/1.4 ui-monospace, Consolas, monospace; white-space: nowrap; }
footer { margin-top: 5mm; padding-top: 2mm; border-top: 1px solid var(--line); color: var(--soft); font-size: 11.5px; }
footer p { margin: 0; overflow-wrap: anywhere; }
@media print {
  body { background: #fff; font-size: 9.5pt; line-height: 1.4; }
  article { max-width: none; margin: 0; padding: 0; box-shadow: none; }
  article + article { break-before: page; }
  .urgent, th, dl { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
@media (max-width: 640px) { article { padding: 5mm; margin: 0; } dl { grid-template-columns: 1fr 1fr; } }
`;
