import path from 'node:path';
import { CLIENTS } from '../clients/index.ts';
import { collectPort } from '../collect/port.ts';
import { collectProgram } from '../collect/program/collect-program.ts';
import { readRunningVersion } from '../collect/program/running-version.ts';
import { entryFromTarget } from '../discover/adhoc.ts';
import type { CauseId, Evidence, ExplainResult, FollowUpCheck, HostFacts, ProgramFacts, Roots, SignHit } from '../model/index.ts';
import { missingPathOf } from '../rules/connect/script-or-path-missing-text.ts';
import { bareName, programOf } from '../rules/missing-program-signs.ts';
import { isLoopbackPeer, peersOf } from '../rules/network-signs.ts';
import { ok } from './collected.ts';
import type { ReadText } from './explain.ts';
import { RULES } from './load-rules.ts';

/** What single look-ups saw, and whether it bears the first cause of the text out. */
export interface LookUp {
  readonly evidence: Evidence;
  readonly checks: readonly FollowUpCheck[];
  readonly bearing?: 'supports' | 'contradicts';
}

interface Question {
  readonly kind: 'program' | 'path' | 'port' | 'runtime';
  /** A bare program name, an absolute path, a port number. */
  readonly subject: string;
}

const NOTHING: LookUp = { evidence: {}, checks: [] };
/** Causes further down are not worth a look. */
const ASKED_CAUSES = 3;
const MISSING: ReadonlySet<CauseId> = new Set(['command-not-installed', 'command-not-on-client-path']);
const RUNTIME_OF: Readonly<Partial<Record<CauseId, string>>> = {
  'node-too-old': 'node',
  'version-manager-wrong-node': 'node',
  'python-version-unsuitable': 'python3',
};

/** Looks up the program, path, port or runtime that the best causes turn on. Nothing is started but `--version` of a runtime. */
export async function lookUp(told: ExplainResult, read: ReadText, roots: Roots, host: HostFacts): Promise<LookUp> {
  for (const { cause } of told.causes.slice(0, ASKED_CAUSES)) {
    const question = readQuestion(cause, signsOf(cause, read));
    if (question !== undefined) return answer(question, cause, { read, roots, host });
  }
  return NOTHING;
}

function signsOf(cause: CauseId, { pasted }: ReadText): readonly SignHit[] {
  const rules = new Set(RULES.filter((rule) => rule.cause === cause).map(({ id }) => id));
  return pasted.servers.flatMap(({ signs }) => signs.filter(({ rule }) => rules.has(rule)));
}

function readQuestion(cause: CauseId, signs: readonly SignHit[]): Question | undefined {
  const runtime = RUNTIME_OF[cause];
  if (runtime !== undefined) return { kind: 'runtime', subject: runtime };
  if (MISSING.has(cause)) return ask('program', signs.map(programOf), /^[A-Za-z0-9][\w.+-]{0,63}$/u);
  if (cause === 'script-or-path-missing') return ask('path', signs.map(missingPathOf), isLocalPath);
  if (cause === 'port-in-use' || cause === 'oauth-callback-port-in-use') {
    const ports = signs.flatMap(({ groups }) => [groups['port'], groups['tail'], groups['exposed']]);
    return ask('port', ports, isPort);
  }
  if (cause === 'server-not-running' || cause === 'bind-address-mismatch') {
    const peers = peersOf(signs).filter(isLoopbackPeer);
    return ask(
      'port',
      peers.map((peer) => /:(?<port>\d{1,5})$/u.exec(peer)?.groups?.['port']),
      isPort,
    );
  }
  return undefined;
}

function ask(kind: Question['kind'], words: readonly (string | undefined)[], fits: RegExp | ((word: string) => boolean)): Question | undefined {
  const subject = words.find((word) => word !== undefined && (fits instanceof RegExp ? fits.test(word) : fits(word)));
  return subject === undefined ? undefined : { kind, subject };
}

function isPort(word: string): boolean {
  return /^\d{1,5}$/u.test(word) && Number(word) > 0 && Number(word) < 65_536;
}

/** An absolute path on a disk of this machine: looking at a share, an automounted folder or a device would reach beyond it. */
function isLocalPath(word: string): boolean {
  return path.isAbsolute(word) && !/^(?:[\\/]{2}|\/(?:net|misc|afs|Network|proc|dev|sys)(?:\/|$))/u.test(word) && !word.includes('\0');
}

interface Surroundings {
  readonly read: ReadText;
  readonly roots: Roots;
  readonly host: HostFacts;
}

async function answer({ kind, subject }: Question, cause: CauseId, around: Surroundings): Promise<LookUp> {
  if (kind === 'port') return lookAtPort(Number(subject), cause, around.host);
  const program = await lookAtProgram(kind === 'path' ? ['node', subject] : [subject], around);
  if (program === undefined) return NOTHING;
  if (kind === 'path') return answerPath(subject, program);
  return kind === 'runtime' ? answerRuntime(subject, program, around) : answerProgram(subject, program, around);
}

async function lookAtPort(port: number, cause: CauseId, { platform }: HostFacts): Promise<LookUp> {
  const facts = await collectPort(port);
  const isTaken = facts.addresses.length > 0;
  const who = facts.holder === undefined ? 'a program of another user' : `${facts.holder.name} (pid ${facts.holder.pid})`;
  const check: FollowUpCheck = {
    kind: 'port',
    state: 'ran',
    what: `who listens on port ${port} of this machine`,
    result: isTaken ? `${who} listened on ${facts.addresses.join(' and ')}` : 'nobody listened on it',
    command: platform === 'win32' ? `netstat -ano | findstr :${port}` : `lsof -nP -iTCP:${port} -sTCP:LISTEN`,
  };
  const wantsHolder = cause === 'port-in-use' || cause === 'oauth-callback-port-in-use';
  return { evidence: { port: ok(facts) }, checks: [check], bearing: isTaken === wantsHolder ? 'supports' : 'contradicts' };
}

/** Looks up without starting, as the client that the text is about would; without one, as a terminal does. */
async function lookAtProgram(argv: readonly string[], { read, roots, host }: Surroundings): Promise<ProgramFacts | undefined> {
  const client = CLIENTS.find(({ id }) => id === (read.client ?? 'mcp-json-generic'));
  if (client === undefined) return undefined;
  const { plan, facts, redactor } = await entryFromTarget({ argv }, roots, client, host.sessionPath);
  const revealed = plan?.reveal();
  return revealed?.transport === 'stdio' ? collectProgram(revealed, facts, roots, redactor) : undefined;
}

function answerProgram(name: string, program: ProgramFacts, { read, host }: Surroundings): LookUp {
  const { resolved, elsewhere } = program;
  const who = read.client === undefined ? 'a terminal' : (CLIENTS.find(({ id }) => id === read.client)?.name ?? 'the client');
  const check: FollowUpCheck = {
    kind: 'program',
    state: 'ran',
    what: `where ${who} finds "${bareName(name)}" (${program.searchedFrom})`,
    result:
      resolved !== undefined
        ? `it was found at ${resolved}`
        : elsewhere[0] !== undefined
          ? `it was not found there; it is installed at ${elsewhere[0].path} (${elsewhere[0].via})`
          : 'it was found nowhere, nor where version managers put programs',
    command: `${host.platform === 'win32' ? 'where' : 'command -v'} ${bareName(name)}`,
  };
  const isContradicted = resolved !== undefined && read.client !== undefined;
  return { evidence: { program: ok(program) }, checks: [check], ...(isContradicted ? { bearing: 'contradicts' as const } : {}) };
}

function answerPath(subject: string, program: ProgramFacts): LookUp {
  const seen = program.paths.find(({ written }) => written === subject);
  if (seen === undefined) return NOTHING;
  const near = seen.near === undefined ? '' : `; ${seen.near} does`;
  const check: FollowUpCheck = {
    kind: 'path',
    state: 'ran',
    what: `whether ${subject} exists on this machine`,
    result: seen.exists ? 'it exists' : `it does not exist${near}`,
  };
  return { evidence: { program: ok(program) }, checks: [check], bearing: seen.exists ? 'contradicts' : 'supports' };
}

async function answerRuntime(name: string, looked: ProgramFacts, { read, roots }: Surroundings): Promise<LookUp> {
  const program = await readRunningVersion(name, looked, roots);
  const running = program.runtimes?.find((one) => one.name === name);
  const who = read.client === undefined ? "a terminal's" : "the client's";
  const check: FollowUpCheck = {
    kind: 'runtime',
    state: running === undefined ? 'not-run' : 'ran',
    what: `the version of the ${name} on ${who} PATH`,
    result: running === undefined ? 'none was found there, or it did not tell its version' : `${running.path} was version ${running.version}`,
    command: `${name} --version`,
  };
  return { evidence: running === undefined ? {} : { program: ok(program) }, checks: [check] };
}
