import type { ToolClass } from '../model/index.ts';

type Verb = Exclude<ToolClass, 'unclear'>;

/** Words of tool names, by what a tool so named most often does. */
const WORDS: readonly (readonly [verb: Verb, words: string])[] = [
  [
    'read-only',
    'get list read search find fetch show view describe count query lookup check status info inspect browse peek explain summarize summarise compare diff validate verify preview resolve whoami ping health help history log logs download echo tail head stat stats now',
  ],
  [
    'writing',
    'create add update set write edit insert put post send upload move rename copy append save store publish deploy merge commit push assign comment reply invite book schedule start restart enable disable archive restore patch modify change upsert import sync submit approve reject mark click type fill navigate toggle register subscribe install configure apply transfer pay buy order share fork draft label tag',
  ],
  [
    'destructive',
    'delete remove drop destroy purge wipe erase truncate kill terminate reset clear uninstall revoke cancel unpublish shutdown exec execute run eval evaluate shell bash cmd powershell sudo rm rmdir unlink overwrite nuke flush prune',
  ],
];

const BY_WORD: ReadonlyMap<string, Verb> = new Map(WORDS.flatMap(([verb, words]) => words.split(' ').map((word): [string, Verb] => [word, verb])));
const RANK: Readonly<Record<Verb, number>> = { 'read-only': 0, writing: 1, destructive: 2 };

/** `deleteNote`, `delete-note` and `notes.delete` are all `delete`, `note`. */
function splitName(name: string): readonly string[] {
  return name
    .slice(0, 300)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/**
 * What the name says. The first verb decides; behind it only what destroys counts again, or what follows "and" or "or":
 * `list_orders` and `get_status` stay what they are, `get_or_create` writes, `find_and_delete` destroys.
 */
export function readName(name: string): { readonly verb: Verb; readonly word: string } | undefined {
  let found: { readonly verb: Verb; readonly word: string } | undefined;
  let before = '';
  for (const word of splitName(name)) {
    const verb = BY_WORD.get(word);
    const counts = found === undefined || verb === 'destructive' || before === 'and' || before === 'or';
    if (verb !== undefined && counts && (found === undefined || RANK[verb] > RANK[found.verb])) found = { verb, word };
    before = word;
  }
  return found;
}

/** Words of a description that tell of a change whatever the name says. */
const CHANGES: readonly (readonly [verb: Verb, pattern: RegExp])[] = [
  [
    'destructive',
    /\b(?:permanently|irreversibl[ey]|deletes?|removes?|destroys?|drops?|wipes?|erases?|executes? (?:arbitrary|any|a|the)|runs? (?:arbitrary|any|a) )\b/i,
  ],
  ['writing', /\b(?:creates?|updates?|modif(?:y|ies)|writes?|inserts?|sends?|posts?|uploads?|changes?|saves?)\b/i],
];

/** What the first sentence of the description says the tool changes. */
export function readDescription(description: string): { readonly verb: Verb; readonly word: string } | undefined {
  const [first = ''] = description.slice(0, 400).split(/(?<=[.!?])\s/);
  for (const [verb, pattern] of CHANGES) {
    const match = pattern.exec(first);
    if (match !== null) return { verb, word: match[0].trim().toLowerCase() };
  }
  return undefined;
}

/** Parameters by which a tool carries out what it is given. */
const CARRIES_OUT: readonly string[] = ['command', 'cmd', 'code', 'script', 'shell', 'sql', 'expression'];

/** The parameter that makes the tool do anything it is told; `undefined` for most tools. */
export function readParameters(names: readonly string[]): string | undefined {
  return names.find((name) => CARRIES_OUT.includes(name.toLowerCase()));
}
