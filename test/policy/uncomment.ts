/** The convention of files to begin with: `## ` explains, `# ` and a setting is one put out of use. */

/** The editor's line at the head, which is neither. */
const FOR_EDITORS = /^# yaml-language-server:.*\n/;

/** All settings in use. */
export function allInUse(text: string): string {
  return text.replace(FOR_EDITORS, '').replace(/^# /gm, '');
}

/** Each run of lines that hold settings put out of use, in use; by the first setting in it. */
export function blocksOf(text: string): ReadonlyMap<string, string> {
  const runs = text.replace(FOR_EDITORS, '').match(/(?:^# .*\n?)+/gm) ?? [];
  return new Map(runs.map((run) => [/^# (\w+):/.exec(run)![1]!, run.replace(/^# /gm, '')]));
}
