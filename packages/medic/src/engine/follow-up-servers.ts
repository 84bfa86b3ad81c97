import type { CauseId, ConfigFileResult, ExplainResult, Finding, FollowUpCheck, FoundEntry, ServerResult } from '../model/index.ts';
import { surveyMachine } from './doctor.ts';
import type { ReadText } from './explain.ts';
import { findMentioned } from './follow-up-mentions.ts';
import type { FollowUpRequest } from './follow-up.ts';
import type { DoctorRequest } from './request.ts';

/** What the doctor said of the servers and files that the text is about. */
export interface ServerAnswers {
  readonly servers: readonly ServerResult[];
  /** Faults of whole files, of the kinds the text tells of. */
  readonly files: readonly (Finding & { readonly path: string })[];
  readonly filesSay?: 'fault' | 'no-fault';
  readonly checks: readonly FollowUpCheck[];
  /** Why no server was connected: of interest while nothing else decides. */
  readonly none?: FollowUpCheck;
}

/** Connecting takes seconds; a text that names more servers than this is looked at one by one. */
const SERVERS_CAP = 3;
/** Beyond the client's own limit; the text told already that something is wrong. */
const PATIENCE_MS = 3000;
const ASKED_CAUSES = 3;
const FILE_CAUSES: ReadonlySet<CauseId> = new Set(['config-syntax', 'config-bom', 'config-unreadable', 'config-wrong-file', 'config-entry-shape']);

/** Runs the doctor over the configured servers that the text is about, or over what the user named. */
export async function askServers(told: ExplainResult, read: ReadText, request: FollowUpRequest): Promise<ServerAnswers> {
  const { roots, version, targets } = request;
  const { client } = read;
  let left: readonly FoundEntry[] = [];
  const run: DoctorRequest = {
    roots,
    version,
    targets,
    // An address is dialled as the client of the text would.
    ...(client !== undefined && targets.length > 0 && targets.every(({ kind }) => kind === 'url') ? { clients: [client] } : {}),
    isStatic: false,
    trustsProject: false,
    withSteps: false,
    // Trying fixes out would start servers that the text is not about.
    proves: false,
    patienceMs: PATIENCE_MS,
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  };
  const choose = (entries: readonly FoundEntry[]): readonly FoundEntry[] => {
    const mentioned = findMentioned(entries, read);
    left = mentioned.slice(SERVERS_CAP);
    return mentioned.slice(0, SERVERS_CAP);
  };
  const servers: ServerResult[] = [];
  const files: ConfigFileResult[] = [];
  for await (const event of surveyMachine(run, targets.length > 0 ? undefined : choose)) {
    if (event.type === 'server') servers.push(event.result);
    if (event.type === 'file' && (client === undefined || client === event.file.client)) files.push(event.result);
  }
  const checks = [...servers.map(sayServer), ...left.map(sayLeft)];
  return { servers, ...answerFiles(told, files, servers.length > 0, checks), ...(servers.length === 0 ? { none: sayNone(told, read, request) } : {}) };
}

function answerFiles(
  told: ExplainResult,
  files: readonly ConfigFileResult[],
  hasServers: boolean,
  checks: readonly FollowUpCheck[],
): Omit<ServerAnswers, 'servers'> {
  const isAsked = told.causes.slice(0, ASKED_CAUSES).some(({ cause }) => FILE_CAUSES.has(cause));
  const read = files.filter(({ state }) => state !== 'absent');
  if (!isAsked || read.length === 0) return { files: [], checks };
  const faults = read.flatMap(({ path, findings }) =>
    findings.filter(({ rule, severity }) => FILE_CAUSES.has(rule as CauseId) && severity !== 'hint').map((finding) => ({ ...finding, path })),
  );
  const check: FollowUpCheck = {
    kind: 'config-files',
    state: 'ran',
    what: `the ${read.length === 1 ? 'config file' : `${read.length} config files`} that ${read.length === 1 ? 'is' : 'are'} read here`,
    result: faults.length === 0 ? 'every one was readable and well formed' : faults.map(({ path, rule }) => `${path}: ${rule}`).join(', '),
    command: 'mcp-medic --static',
  };
  const isFileTold = FILE_CAUSES.has(told.causes[0]?.cause ?? 'server-crash');
  const says = faults.length > 0 ? ('fault' as const) : isFileTold && !hasServers ? ('no-fault' as const) : undefined;
  return { files: faults, ...(says === undefined ? {} : { filesSay: says }), checks: [check, ...checks] };
}

function sayServer({ client, name, verdict, reason, diagnosis, connection, scope }: ServerResult): FollowUpCheck {
  const isTarget = scope === 'command line';
  const target = isTarget ? name : `${client}:${name}`;
  const base = { kind: 'server' as const, what: isTarget ? `connecting to ${name}` : `connecting to "${name}" as ${client} would` };
  if (verdict === 'not-checked') {
    const command = `mcp-medic ${quoteTarget(target)}${reason?.includes('--trust') === true ? ' --trust' : ''}`;
    return { ...base, state: 'not-run', result: reason ?? 'it was not connected', command };
  }
  const result =
    diagnosis === undefined ? `it connected${connection === undefined ? '' : ` (${connection.protocolVersion})`}` : `${verdict}: ${diagnosis.title}`;
  return { ...base, state: 'ran', result, ...(diagnosis === undefined || isTarget ? {} : { command: `mcp-medic ${quoteTarget(target)} --fix` }) };
}

function sayLeft({ facts }: FoundEntry): FollowUpCheck {
  return {
    kind: 'server',
    state: 'not-run',
    what: `connecting to "${facts.name}" as ${facts.client} would`,
    result: `${SERVERS_CAP} others were connected`,
    command: `mcp-medic ${quoteTarget(`${facts.client}:${facts.name}`)}`,
  };
}

function sayNone({ understood }: ExplainResult, { client }: ReadText, { targets }: FollowUpRequest): FollowUpCheck {
  const [name] = understood.servers;
  const where = client === undefined ? 'on this machine' : `in ${client} on this machine`;
  return {
    kind: 'server',
    state: 'not-run',
    what: 'connecting to the server that the text is about',
    result:
      targets.length > 0
        ? 'no server of that name is configured here'
        : name === undefined
          ? `nothing in the text names a server that is configured ${where}, and addresses and commands of a text are not tried`
          : `no server named "${name}" is configured ${where}, and addresses and commands of a text are not tried`,
    command: 'mcp-medic explain FILE --follow-up --server NAME (or --url URL)',
  };
}

/** The name as a word of a shell, so that a name from a config file cannot become a command there. */
function quoteTarget(target: string): string {
  return /^[\w@%+=:,./-]+$/u.test(target) ? target : `'${target.replaceAll("'", String.raw`'\''`)}'`;
}
