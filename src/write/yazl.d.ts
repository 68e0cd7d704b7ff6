/** What is used of yazl, which brings no types. */
declare module 'yazl' {
  import type { EventEmitter } from 'node:events';
  import type { Readable } from 'node:stream';

  export interface EntryOptions {
    readonly mtime: Date;
    readonly mode: number;
    /** Only the day and time that the format has always had, without the extra field for seconds since 1970. */
    readonly forceDosTimestamp: boolean;
  }
  export class ZipFile extends EventEmitter {
    readonly outputStream: Readable;
    addBuffer(content: Buffer, name: string, options: EntryOptions): void;
    end(): void;
  }
}
