/**
 * The fonts of printed pages, and which characters they have. A character without a glyph would be printed as an empty box
 * or not at all, silently: a letter that names its reader wrongly must not go out.
 */
import { createRequire } from 'node:module';

export interface PageFonts {
  /** Files of the fonts, for the typesetter. */
  readonly files: readonly string[];
  /** Names of the families, in the order in which a glyph is looked for. */
  readonly families: readonly string[];
  /** The characters of a text that no font has, each once, in order. Blanks need no glyph. */
  missingIn(text: string): string[];
}

/** A font file that cannot be read as one. */
export class UnreadableFont extends Error {
  readonly file: string;

  constructor(file: string) {
    super(`"${file}" is no font that can be read`);
    this.file = file;
  }
}

const BUNDLED = '@expo-google-fonts/noto-sans-sc';
const WEIGHTS = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'];

/**
 * The bundled Noto Sans SC (OFL), and after it `furtherFiles` for the characters that it lacks, such as rare ones in
 * names. Throws {@link UnreadableFont}.
 */
export async function openPageFonts(furtherFiles: readonly string[]): Promise<PageFonts> {
  const { openSync } = await import('fontkit');
  const folder = createRequire(import.meta.url)
    .resolve(`${BUNDLED}/package.json`)
    .replace(/package\.json$/, '');
  const bundled = WEIGHTS.map((file) => folder + file);
  const families: string[] = [];
  const covered = new Set<number>();
  // The weights of the bundled family have the same characters.
  for (const file of [bundled[0]!, ...furtherFiles]) {
    const { family, characters } = readFont(file, openSync);
    if (!families.includes(family)) families.push(family);
    for (const character of characters) covered.add(character);
  }
  return {
    files: [...bundled, ...furtherFiles],
    families,
    missingIn(text) {
      const missing = new Set<string>();
      for (const character of text) {
        if (!covered.has(character.codePointAt(0)!) && !/\s/u.test(character)) missing.add(character);
      }
      return [...missing];
    },
  };
}

type OpenFont = typeof import('fontkit')['openSync'];

/** Of a collection the first font: the typesetter takes its family by that name. */
function readFont(file: string, open: OpenFont): { readonly family: string; readonly characters: readonly number[] } {
  try {
    const opened = open(file);
    const font = 'fonts' in opened ? opened.fonts[0]! : opened;
    return { family: font.familyName, characters: font.characterSet };
  } catch {
    throw new UnreadableFont(file);
  }
}
