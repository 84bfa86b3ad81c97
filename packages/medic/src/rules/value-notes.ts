import type {
  ClientFacts,
  Confidence,
  EditIntent,
  EntryFacts,
  EvidenceItem,
  FixDraft,
  FixDraftStep,
  HttpSession,
  ProgramFacts,
  StdioSession,
  ValueNote,
  ValueTransform,
} from '../model/index.ts';
import { findOnStderr, isDead, isRefusedAccess, readPlace, stageOf, statusOf, type ValuePlace } from './entry-situation.ts';
import { lastAttempt, lastExchange } from './quote.ts';
import { cut } from './words.ts';

export interface ValueView {
  readonly client: ClientFacts;
  readonly entry: EntryFacts;
  readonly session?: StdioSession | HttpSession | undefined;
  readonly program?: ProgramFacts | undefined;
}

/** Words with which servers complain about credentials and settings without naming the variable. */
const CREDENTIAL_WORDS =
  /\b(?:401|403|unauthori[sz]ed|forbidden|authenticat\w{0,6}|authoriz\w{0,6}|credentials?|api[ _-]?key|access[ _-]?token|token|invalid[ _-]key|permission_denied)\b/iu;

export function placeOfNote({ client }: ValueView, note: Pick<ValueNote, 'at'>): ValuePlace {
  return readPlace(note, client.fields, client.commandShape === 'array');
}

/**
 * How surely a failed connection follows from a faulty value: `confirmed` when the failure shows the value or strikes where
 * nothing but the value decides; undefined when the failure has nothing to do with it.
 */
export function weighNote(note: ValueNote, view: ValueView): Confidence | undefined {
  const { session, program, entry } = view;
  const stage = stageOf(session);
  if (session === undefined || stage === undefined) return undefined;
  const place = placeOfNote(view, note);
  if (session.transport !== 'stdio') return weighRemote(place, stage, session);
  if (!isDead(session)) return undefined;
  if (place === 'command') return stage === 'spawn' ? 'confirmed' : undefined;
  if (place === 'cwd') return lastAttempt(session)?.spawnError?.missing === 'cwd' ? 'confirmed' : undefined;
  if (stage === 'spawn') return undefined;
  if (place === 'args') {
    const index = argIndex(note, view);
    const isMissing = program?.paths.some(({ from, key, exists }) => from === 'arg' && key === String(index) && !exists) === true;
    const shown = entry.effective.args?.[index] ?? note.shown;
    if (
      isMissing ||
      findOnStderr(
        session,
        [shown, note.shown].filter((text) => text.length > 2),
      ) !== undefined
    )
      return 'confirmed';
    return complainsOfCredentials(session) ? 'likely' : 'possible';
  }
  if (place !== 'env') return undefined;
  const isNamed = findOnStderr(session, namesOf(note)) !== undefined;
  if (isNamed) return 'confirmed';
  return complainsOfCredentials(session) ? 'likely' : 'possible';
}

function weighRemote(place: ValuePlace, stage: string, session: HttpSession): Confidence | undefined {
  if (place === 'headers') {
    if (isRefusedAccess(session)) return 'confirmed';
    return lastExchange(session)?.error?.phase === 'request' ? 'confirmed' : undefined;
  }
  if (place !== 'url') return undefined;
  if (stage === 'url' || stage === 'dns') return 'confirmed';
  const status = statusOf(session);
  return status !== undefined && status >= 400 && status < 500 ? 'likely' : undefined;
}

/** Words by which a message may name the value: its variable, or the text itself. */
function namesOf({ at, shown }: ValueNote): readonly string[] {
  return [String(at.at(-1) ?? '').trim(), shown.trim()].filter((text) => text.length > 2 && !text.startsWith('[redacted'));
}

/** Position of the value among the arguments. */
function argIndex(note: ValueNote, { client }: ValueView): number {
  const index = note.at.findLast((step) => typeof step === 'number');
  return (index ?? 0) - (client.commandShape === 'array' ? 1 : 0);
}

function complainsOfCredentials(session: StdioSession | HttpSession): boolean {
  return (lastAttempt(session)?.stderr.lines ?? []).some((line) => CREDENTIAL_WORDS.test(line));
}

/** How the connection failed, as far as it bears on the value. */
export function quoteFailure(note: ValueNote, { session }: ValueView): readonly EvidenceItem[] {
  if (session === undefined) return [];
  const attempt = lastAttempt(session);
  if (attempt !== undefined) {
    if (attempt.spawnError !== undefined) return [{ what: `starting it failed with ${attempt.spawnError.code}`, quote: attempt.spawnError.message }];
    const named = findOnStderr(session, namesOf(note));
    const last = attempt.stderr.lines.findLast((line) => CREDENTIAL_WORDS.test(line)) ?? attempt.stderr.lines.findLast((line) => line.trim() !== '');
    return named === undefined ? (last === undefined ? [] : [{ what: 'the server wrote to stderr', quote: cut(last, 300) }]) : [named];
  }
  const exchange = lastExchange(session);
  if (exchange === undefined) return [];
  const quote = exchange.status === undefined ? `${exchange.error?.code ?? ''} ${exchange.error?.message ?? ''}`.trim() : `HTTP ${exchange.status}`;
  return quote === '' ? [] : [{ what: 'the request ended with', where: `${exchange.method} ${exchange.url}`, quote }];
}

const TRANSFORMS: Partial<Readonly<Record<ValueNote['kind'], ValueTransform>>> = {
  'whitespace-edge': 'trim',
  'newline-inside': 'one-line',
  'control-character': 'strip-hidden',
  'quoted-twice': 'unquote',
  'smart-quotes': 'unquote',
  'bearer-twice': 'drop-bearer',
  'bearer-missing': 'add-bearer',
};

/** The edit that corrects a noted value; one that evidence does not hold is changed where it stands. Undefined when nobody can know it. */
export function editNote(entry: EntryFacts, { at, kind, suggestion, shown, file }: ValueNote): EditIntent | undefined {
  const key = at.at(-1);
  const path = file === undefined ? [...entry.at, ...at] : [String(key)];
  if (typeof suggestion === 'string' && !suggestion.includes('[redacted')) {
    // The blank is in the name of a variable or header.
    if (kind === 'whitespace-edge' && shown === key && suggestion === key.trim()) return { op: 'rename-key', at: path, to: suggestion };
    return { op: 'set', at: path, value: suggestion };
  }
  const how = TRANSFORMS[kind];
  return how === undefined || suggestion !== undefined ? undefined : { op: 'transform', at: path, how };
}

/** Writes what the value should be; undefined when nobody can know it. */
export function draftValue(
  { client, entry }: ValueView,
  notes: readonly ValueNote[],
  title: string,
  safety: FixDraft['safety'] = 'safe',
): FixDraft | undefined {
  if (entry.file === '') return undefined;
  const steps = notes.flatMap((note): readonly FixDraftStep[] => {
    const edit = editNote(entry, note);
    return edit === undefined ? [] : [{ do: 'edit', edits: [edit], ...(note.file === undefined ? {} : { file: note.file }) }];
  });
  if (steps.length !== notes.length || steps.length === 0) return undefined;
  return { id: 'correct-value', title, safety, steps: [...steps, { do: 'tell', text: `Then: ${client.reload}.` }] };
}
