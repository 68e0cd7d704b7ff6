/** In which language the user is spoken to. */
import { LANGUAGES, type Language } from '../domain/language.js';

/** The language asked for, or that of the locale: Chinese for `zh…`, English otherwise. */
export function languageOf(asked: Language | undefined, environment: NodeJS.ProcessEnv): Language {
  if (asked !== undefined) return asked;
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The `--lang` among plain arguments, for what is said before they are read; undefined where there is none. */
export function typedLanguage(args: readonly string[]): Language | undefined {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  const at = options.lastIndexOf('--lang');
  const joined = options.findLast((option) => option.startsWith('--lang='));
  const text = at >= 0 ? options[at + 1] : joined?.slice('--lang='.length);
  return LANGUAGES.find((language) => language === text?.toLowerCase());
}
