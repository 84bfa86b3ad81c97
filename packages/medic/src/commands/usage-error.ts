/** The user asked for something that cannot be done as asked. Ends with exit code 2 and this text. */
export class UsageError extends Error {
  /** What to type or read next. */
  readonly next: string | undefined;

  constructor(message: string, next?: string) {
    super(message);
    this.name = 'UsageError';
    this.next = next;
  }
}
