/** What can be wrong with a template of letters: collected values with their place, told in the words of `policy/fault.ts`. */

export interface TemplatePlace {
  readonly file: string;
  /** Lines and columns count from 1; line 0 is the file, or the pack, as a whole. */
  readonly line: number;
  readonly column: number;
}

export type TemplateFaultDetail =
  | { readonly code: 'template-syntax'; readonly what: string }
  | { readonly code: 'template-missing'; readonly template: string }
  | {
      readonly code: 'unknown-template';
      readonly template: string;
      readonly known: readonly string[];
      readonly didYouMean?: string;
    }
  | {
      readonly code: 'unknown-placeholder';
      readonly placeholder: string;
      readonly known: readonly string[];
      readonly didYouMean?: string;
    }
  /** A placeholder for a group of values where one value must stand, or the other way round. */
  | { readonly code: 'placeholder-of-wrong-kind'; readonly placeholder: string; readonly expected: string }
  | {
      readonly code: 'template-tag-not-allowed';
      readonly what: string;
      readonly known: readonly string[];
      readonly didYouMean?: string;
    }
  /** It makes no letter of the specimen, whose optional values are blank. */
  | { readonly code: 'template-fails'; readonly kind: string; readonly what: string }
  | { readonly code: 'template-in-a-circle'; readonly templates: readonly string[] }
  | { readonly code: 'forbidden-words'; readonly words: string }
  | { readonly code: 'forbidden-markup'; readonly found: string };

export type TemplateFault = TemplatePlace & TemplateFaultDetail;
