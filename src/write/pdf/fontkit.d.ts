/** What is used of fontkit, which brings no types. */
declare module 'fontkit' {
  export interface Font {
    readonly familyName: string;
    /** Code points that have a glyph. */
    readonly characterSet: readonly number[];
  }
  export interface FontCollection {
    readonly fonts: readonly Font[];
  }
  export function openSync(file: string): Font | FontCollection;
}
