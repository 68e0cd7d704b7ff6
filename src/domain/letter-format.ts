/** The forms in which letters are written. */
export const LETTER_FORMATS = ['txt', 'html'] as const;
export type LetterFormat = (typeof LETTER_FORMATS)[number];
