/**
 * Properties are tried with fresh random values on a developer's machine, and with the same ones on every run of CI: what
 * CI says of a commit must not depend on luck. A failure found locally prints its seed.
 */
import fc from 'fast-check';

if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: 20_261_122 });
