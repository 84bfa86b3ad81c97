import type { VariableUse } from '../../model/index.ts';

type Place = VariableUse['places'][number];

export interface Mention {
  readonly name: string;
  readonly kind: Place['kind'];
  readonly line: number;
  readonly quote: string;
}

const NAME = '[A-Z][A-Z0-9_]{2,80}';
/** Ways in which code reads a variable; each must give the name as its first group. */
const READS: readonly RegExp[] = [
  new RegExp(`process\\.env\\.(${NAME})\\b`, 'g'),
  new RegExp(`process\\.env\\[\\s*["'\`](${NAME})["'\`]\\s*\\]`, 'g'),
  new RegExp(`(?:Deno|Bun)\\.env\\.(?:get\\(\\s*["'])?(${NAME})\\b`, 'g'),
  new RegExp(`os\\.(?:environ(?:\\.get\\(|\\[)|getenv\\()\\s*["'](${NAME})["']`, 'g'),
  new RegExp(`os\\.(?:Getenv|LookupEnv)\\(\\s*"(${NAME})"`, 'g'),
  new RegExp(`env::var(?:_os)?\\(\\s*"(${NAME})"`, 'g'),
  new RegExp(`System\\.getenv\\(\\s*"(${NAME})"`, 'g'),
  new RegExp(`ENV(?:\\.fetch\\(|\\[)\\s*["'](${NAME})["']`, 'g'),
];
/** Reads that fail by themselves without the variable. */
const STRICT_READ = new RegExp(`os\\.environ\\[\\s*["'](${NAME})["']\\s*\\](?!\\s*=)`, 'g');
/** `if (!process.env.X) throw`, also with the variable first kept under another name; within a few lines. */
const GUARD = new RegExp(
  `if\\s*\\(\\s*!\\s*process\\.env(?:\\.|\\[["'])(${NAME})(?:["']\\])?\\s*\\)\\s*\\{?[^}]{0,300}?(?:throw\\b|process\\.exit\\(\\s*[1-9])`,
  'g',
);
const MAX_LINE = 1_000;

/** Variables that code reads, and those it cannot do without. Bundled code, with its very long lines, is somebody else's too. */
export function scanCode(text: string): readonly Mention[] {
  if (text.split('\n').some((line) => line.length > MAX_LINE)) return [];
  return [
    ...READS.flatMap((pattern) => scan(text, pattern, 'read')),
    ...scan(text, STRICT_READ, 'checked').filter(({ quote }) => !quote.startsWith('#')),
    ...scan(text, GUARD, 'checked'),
  ];
}

/** Every word of a text that looks like a variable's name. */
export function scanProse(text: string): readonly Mention[] {
  return scan(text, new RegExp(`(?<![\\w$-])(${NAME})(?![\\w-])`, 'g'), 'documented');
}

/** `environmentVariables` of a server.json of the MCP registry: all documented, required ones without default declared. */
export function scanServerJson(text: string, json: unknown): readonly Mention[] {
  const found: Mention[] = [];
  const walk = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 8) return;
    const variables = (value as Readonly<Record<string, unknown>>)['environmentVariables'];
    if (Array.isArray(variables)) {
      for (const each of variables as readonly unknown[]) {
        if (typeof each !== 'object' || each === null) continue;
        const { name, isRequired, default: standard, value: fixed } = each as Readonly<Record<string, unknown>>;
        if (typeof name !== 'string' || !new RegExp(`^${NAME}$`, 'i').test(name)) continue;
        const [at] = scan(text, new RegExp(`"(${name})"`, 'g'), 'documented');
        const mention: Mention = at ?? { name, kind: 'documented', line: 1, quote: name };
        found.push(mention);
        if (isRequired === true && standard === undefined && fixed === undefined)
          found.push({ ...mention, kind: 'declared', quote: `${mention.quote} "isRequired": true` });
      }
    }
    for (const item of Object.values(value)) walk(item, depth + 1);
  };
  walk(json, 0);
  return found;
}

function scan(text: string, pattern: RegExp, kind: Mention['kind']): readonly Mention[] {
  return [...text.matchAll(pattern)].slice(0, 2_000).map((match) => {
    const start = text.lastIndexOf('\n', match.index) + 1;
    const feed = text.indexOf('\n', match.index);
    const line = text.slice(start, feed === -1 ? text.length : feed).trim();
    return { name: match[1] ?? '', kind, line: text.slice(0, match.index).split('\n').length, quote: line.slice(0, 200) };
  });
}
