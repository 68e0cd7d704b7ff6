/**
 * A process of its own that typesets letters: the typesetter keeps what it has met for as long as the process lives, so
 * that memory stays flat only where processes are replaced. Talks to print-shop.ts.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { pageBlockOf } from './page-blocks.js';
import { PAGE_LAYOUT } from './page-layout.js';
import type { PageLetter, PrintAnswer, PrintOrder } from './print-order.js';

/** Nothing is read from it: fonts and letters are handed over as bytes. */
const WORKSPACE = dirname(fileURLToPath(import.meta.url));
const MAIN = join(WORKSPACE, 'letters.typ');

let compiler: NodeCompiler | undefined;

process.on('message', (order: PrintOrder) => {
  typeset(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ order: order.order, failure: String(error) } satisfies PrintAnswer),
  );
});
// Without the process that asked there is nobody to typeset for.
process.on('disconnect', () => process.exit());

async function typeset({ order, fontFiles, families, letters }: PrintOrder): Promise<PrintAnswer> {
  compiler ??= await openCompiler(fontFiles);
  compiler.mapShadow(
    join(WORKSPACE, 'letters.json'),
    Buffer.from(JSON.stringify({ fonts: families, letters: letters.map(pageOf) })),
  );
  const compiled = compiler.compile({ mainFilePath: MAIN });
  const document = compiled.result;
  if (compiled.hasError() || document === null) {
    const failure = compiled.takeError();
    const found = failure === null ? [] : compiler.fetchDiagnostics(failure);
    return { order, failure: `typesetting failed: ${JSON.stringify(found)}` };
  }
  // The oldest kind of file has nothing to hide from a joiner: one plain table of objects.
  const pdf = compiler.pdf(document, { pdfStandard: '1.4', pdfTags: false, creationTimestamp: 0 });
  const lastPages = compiler.query(document, { selector: '<end>', field: 'value' }) as number[];
  // What two batches in a row have not used again will not be used again.
  compiler.evictCache(2);
  return { order, pdf, lastPages };
}

function pageOf({ language, blocks }: PageLetter) {
  return { language, blocks: blocks.map(pageBlockOf) };
}

async function openCompiler(fontFiles: readonly string[]): Promise<NodeCompiler> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const opened = NodeCompiler.create({
    workspace: WORKSPACE,
    fontArgs: [{ fontBlobs: fontFiles.map((file) => readFileSync(file)) }],
  });
  opened.mapShadow(MAIN, Buffer.from(PAGE_LAYOUT));
  return opened;
}
