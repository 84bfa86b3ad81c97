/** A line of a log, counted from 0 within the text it came from. */
export interface PickedLine {
  readonly index: number;
  readonly text: string;
  /** ISO 8601, when the line carries an instant with a date. */
  readonly at?: string;
}

const STAMP = /(?:^|[^\d])(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)/;

/** Lines that are not empty; with a server's name only those that name it, and their indented continuation lines. */
export function pickLines(lines: readonly string[], serverName: string | undefined): readonly PickedLine[] {
  const isAbout = serverName === undefined ? undefined : createNameTest(serverName);
  const picked: PickedLine[] = [];
  let isOpen = false;
  for (const [index, raw] of lines.entries()) {
    const text = raw.replace(/\r$/, '');
    if (text.trim() === '') continue;
    const continues: boolean = /^[ \t]/.test(text) && isOpen;
    isOpen = isAbout === undefined || continues || isAbout(text);
    if (!isOpen) continue;
    const at = readInstant(text);
    picked.push({ index, text, ...(at === undefined ? {} : { at }) });
  }
  return picked;
}

/** True for lines in which the name stands as a word of its own: `git` is not in `github`. */
function createNameTest(serverName: string): (line: string) => boolean {
  const name = serverName.toLowerCase();
  return (line) => {
    const text = line.slice(0, 65_536).toLowerCase();
    for (let at = name === '' ? -1 : text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
      if (!isWordPart(text[at - 1]) && !isWordPart(text[at + name.length])) return true;
    }
    return false;
  };
}

function isWordPart(letter: string | undefined): boolean {
  return letter !== undefined && /[a-z0-9]/.test(letter);
}

function readInstant(text: string): string | undefined {
  const stamp = STAMP.exec(text.slice(0, 300))?.[1];
  if (stamp === undefined) return undefined;
  const instant = new Date(stamp.replace(' ', 'T').replace(',', '.'));
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
