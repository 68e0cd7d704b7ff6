/** The one dependency rule of the house: everything flows towards `domain`, and only `triage` knows the rules. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: ['^src/cli/main\\.ts$', '-thread\\.ts$'] }, to: {} },
    {
      name: 'domain-stands-alone',
      comment: 'the words of the field depend on nothing; dayjs serves only the calendar at the edge',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/', '^node_modules/dayjs/'] },
    },
    {
      name: 'dayjs-only-at-the-edge',
      severity: 'error',
      from: { pathNot: '^(src/domain/calendar\\.ts|test/)' },
      to: { path: '^node_modules/dayjs/' },
    },
    {
      name: 'rules-see-only-the-domain',
      comment: 'law and policy reach a rule as arguments; a rule imports no other rule',
      severity: 'error',
      from: { path: '^src/rules/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'only-triage-imports-rules',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(triage\\.ts|triage/|rules/)' },
      to: { path: '^src/rules/' },
    },
    {
      name: 'law-is-dated-facts',
      severity: 'error',
      from: { path: '^src/law/' },
      to: { pathNot: ['^src/(domain|law)/', '^node_modules/chinese-days/'] },
    },
    {
      name: 'portfolio-below-reading',
      severity: 'error',
      from: { path: '^src/portfolio/' },
      to: { pathNot: '^src/(domain|portfolio)/' },
    },
    {
      name: 'readers-do-not-write',
      severity: 'error',
      from: { path: '^src/(read|policy)/' },
      to: { path: '^src/(write|cli|law|sample)/|^src/triage' },
    },
    {
      name: 'writers-do-not-read',
      severity: 'error',
      from: { path: '^src/(write|sample)/' },
      to: { path: '^src/(read|cli|policy)/|^src/triage' },
    },
    {
      name: 'only-readers-and-writers-touch-files',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(read|write|sample|policy)/|^src/cli/streams\\.ts' },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'excel-behind-one-file',
      comment: 'the library can be changed in one place',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/xlsx/workbook\\.ts$' },
      to: { path: '^node_modules/hucre/' },
    },
    {
      name: 'console-tools-only-in-cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^node_modules/(commander|chalk)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
