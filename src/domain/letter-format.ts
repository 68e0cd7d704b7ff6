/** The forms in which letters are written. */
export const LETTER_FORMATS = ['txt', 'html', 'docx', 'pdf'] as const;
export type LetterFormat = (typeof LETTER_FORMATS)[number];

/** Whose letters stand in one print file: those of each officer or branch, or all. */
export const PRINT_GROUPS = ['officer', 'branch', 'all'] as const;
export type PrintGroup = (typeof PRINT_GROUPS)[number];
