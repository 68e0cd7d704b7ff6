/** Sizes of memory as `--memory` and `arrears.yaml` write them. */

/** Counted as memory is: by 1024, whether `MB` or `MiB` is written. */
const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 };
const MIB = 1024 ** 2;

/** Bytes that `512MB`, `1.5 GB`, `800m` or `2GiB` says; undefined where it says none. */
export function readMemorySize(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,12}(?:\.\d{1,6})?)\s*(?:([kmgt])i?)?b?$/i.exec(text.trim()) ?? [];
  const bytes = Math.floor(Number(number) * UNITS[unit.toUpperCase()]!);
  return number !== undefined && bytes > 0 && Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** `512MB`, as it may be written again. */
export function formatMemorySize(bytes: number): string {
  return bytes % MIB === 0 ? `${bytes / MIB}MB` : bytes % 1024 === 0 ? `${bytes / 1024}KB` : `${bytes}B`;
}
