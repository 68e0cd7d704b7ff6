/** What the comments of a file say about its settings: editors show it where the setting is written. */
import { isMap, isScalar, type ParsedNode, parseDocument } from 'yaml';

/** Joins the names of a setting's path. */
export const PATH_JOINT = ' › ';

/** A line of a comment that is a setting put out of use, such as `law_firm: 某某律师事务所`. */
const PUT_OUT_OF_USE = /^\s*([a-z_]+): \S/;
const RULED_LINE = /^\s*[-=]{5,}\s*$/;

/**
 * Comments by path, of a file whose settings `isSetting` knows. Entries of lists have none; a comment that stands before
 * settings put out of use is theirs. `title` is the setting of which the head of the file speaks, if of any.
 */
export function commentsOf(
  text: string,
  isSetting: (path: readonly string[]) => boolean,
  title?: string,
): ReadonlyMap<string, string> {
  const document = parseDocument(text);
  const comments = new Map<string, string>();
  const readBlock = (block: ParsedNode | null, path: readonly string[]): void => {
    if (!isMap(block)) return;
    for (const [at, { key, value }] of block.items.entries()) {
      if (!isScalar(key)) continue;
      const own = [...path, String(key.value)];
      // The comment of the first setting belongs to the block that it opens.
      const before = linesOf(at === 0 && path.length > 0 ? block.commentBefore : key.commentBefore);
      const behind = isScalar(value) ? linesOf(value.comment) : [];
      const told = [...leaveToOthers(before, path), ...behind].join('\n');
      if (told !== '') comments.set(own.join(PATH_JOINT), told);
      readBlock(value, own);
    }
  };
  /** What is left of a comment when settings that were put out of use have taken what speaks of them. */
  const leaveToOthers = (lines: readonly string[], path: readonly string[]): readonly string[] => {
    let own: string[] = [];
    let told = '';
    for (const line of lines) {
      const [, name] = PUT_OUT_OF_USE.exec(line) ?? [];
      if (name === undefined || !isSetting([...path, name])) {
        own.push(line);
        continue;
      }
      if (own.length > 0) told = own.join('\n');
      own = [];
      comments.set([...path, name].join(PATH_JOINT), told);
    }
    return own;
  };
  readBlock(document.contents, []);
  const head = linesOf(document.commentBefore).join('\n');
  if (title !== undefined && head !== '' && !comments.has(title)) comments.set(title, head);
  return comments;
}

function linesOf(comment: string | null | undefined): readonly string[] {
  if (comment === null || comment === undefined) return [];
  const lines = comment.split('\n').filter((line) => !RULED_LINE.test(line));
  const text = lines.map((line) => line.replace(/^#? ?/, '').trimEnd()).join('\n');
  return text.trim() === '' ? [] : text.trim().split('\n');
}
