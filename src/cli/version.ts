/** The version in package.json, which stands one folder above the built code and above the sources alike. */
import { createRequire } from 'node:module';

export const ARREARS_VERSION: string = (createRequire(import.meta.url)('../../package.json') as { version: string })
  .version;
