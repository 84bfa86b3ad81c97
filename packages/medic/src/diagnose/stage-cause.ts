import type { CauseId, EvidenceItem, FailureStage, HttpExchange, HttpSession, StdioSession } from '../model/index.ts';

export interface StageCause {
  readonly cause: CauseId;
  readonly title: string;
  readonly why: string;
  readonly seen: readonly EvidenceItem[];
}

const TLS_CAUSES: Readonly<Record<string, CauseId>> = {
  CERT_HAS_EXPIRED: 'tls-cert-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-hostname-mismatch',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-incomplete-chain',
};
const STATUS_CAUSES: Readonly<Record<number, CauseId>> = {
  401: 'auth-required',
  403: 'auth-required',
  404: 'url-wrong-endpoint',
  405: 'url-wrong-endpoint',
  406: 'accept-header-406',
  407: 'proxy-auth-required',
  421: 'host-header-rejected',
  429: 'rate-limited',
};

/** The cause nearest to how a session failed, from the failure alone. Total: every stage has one. */
export function causeOfFailure(session: StdioSession | HttpSession, client: string): StageCause {
  if (session.outcome.kind !== 'failed') {
    return {
      cause: 'auth-required',
      title: `${client} is asked to log in`,
      why: 'The server answered that it wants authentication.',
      seen: [{ what: 'the server wants authentication' }],
    };
  }
  const { stage, atMs } = session.outcome;
  return session.transport === 'stdio' ? ofProcess(session, stage, atMs, client) : ofRequest(session, stage, atMs, client);
}

function ofProcess(session: StdioSession, stage: FailureStage, atMs: number, client: string): StageCause {
  const attempt = session.attempts.at(-1);
  const program = session.argv[0] ?? 'the program';
  if (stage === 'spawn') {
    const code = attempt?.spawnError?.code ?? 'unknown';
    const causes: Readonly<Record<string, CauseId>> = {
      ENOENT: 'command-not-installed',
      EACCES: 'file-permissions',
      EPERM: 'file-permissions',
      ENOEXEC: 'arch-mismatch',
      EINVAL: 'windows-launcher-suffix',
    };
    return {
      cause: causes[code] ?? 'server-crash',
      title: `${client} cannot start the server (${code})`,
      why: `Starting "${program}" failed with ${code}.`,
      seen: [{ what: `starting it failed with ${code}`, quote: attempt?.spawnError?.message ?? code }],
    };
  }
  if (stage === 'exit') {
    const how = attempt?.exit?.signal ?? `code ${attempt?.exit?.code ?? 'unknown'}`;
    return {
      cause: 'server-crash',
      title: 'The server ended before it answered',
      why: `"${program}" ended with ${how} after ${atMs} ms, before it answered.`,
      seen: [{ what: `it ended with ${how} after ${atMs} ms` }],
    };
  }
  if (stage === 'silence') {
    return {
      cause: 'server-unresponsive',
      title: 'The server did not answer',
      why: `"${program}" ran, but gave no answer within ${session.limitMs} ms.`,
      seen: [{ what: `no answer within ${session.limitMs} ms` }],
    };
  }
  const error = lastError(session);
  if (error !== undefined && stage === 'rpc-error') {
    return {
      cause: 'server-crash',
      title: 'The server refuses the handshake',
      why: `"${program}" answered initialize with an error: ${error}.`,
      seen: [{ what: 'it answered with an error', quote: error }],
    };
  }
  const cause: CauseId = stage === 'version' ? 'protocol-version-mismatch' : 'invalid-jsonrpc';
  return {
    cause,
    title: "The server's answer cannot be used",
    why: `"${program}" answered, but not in a way the client can use (${stage}).`,
    seen: [{ what: 'the answer could not be used', quote: stage }],
  };
}

function ofRequest(session: HttpSession, stage: FailureStage, atMs: number, client: string): StageCause {
  const decisive =
    (session.decidedBy === undefined ? undefined : session.exchanges[session.decidedBy]) ??
    session.exchanges.findLast((x) => x.status !== undefined || x.error !== undefined);
  const code = decisive?.error?.code ?? '';
  const status = decisive?.status;
  const seen: readonly EvidenceItem[] = [{ what: `${decisive?.method ?? 'POST'} ${session.url} after ${atMs} ms`, quote: seenWords(decisive, stage) }];
  const base = { title: `${client} cannot connect to the server`, why: `The request to ${session.url} failed: ${seenWords(decisive, stage)}.`, seen };
  if (stage === 'http-status' || stage === 'rpc-error') return { ...base, cause: STATUS_CAUSES[status ?? 0] ?? 'http-server-error' };
  if (stage === 'http-body') return { ...base, cause: decisive?.body?.kind === 'html' ? 'html-response' : 'invalid-jsonrpc' };
  if (stage === 'tls') return { ...base, cause: TLS_CAUSES[code] ?? (/CERT|SIGNED|ISSUER|VERIFY/.test(code) ? 'tls-private-ca' : 'tls-protocol-unsupported') };
  if (stage === 'tcp') return { ...base, cause: code === 'ECONNREFUSED' ? 'server-not-running' : 'connection-timeout' };
  return { ...base, cause: HTTP_STAGES[stage] ?? 'http-server-error' };
}

const HTTP_STAGES: Partial<Readonly<Record<FailureStage, CauseId>>> = {
  url: 'config-entry-shape',
  proxy: 'proxy-unreachable',
  dns: 'dns-not-found',
  'http-timeout': 'server-unresponsive',
  'http-closed': 'connection-reset',
  redirect: 'redirect-on-endpoint',
  stream: 'proxy-breaks-sse',
  version: 'protocol-version-mismatch',
  'invalid-answer': 'invalid-jsonrpc',
};

function seenWords(exchange: HttpExchange | undefined, stage: FailureStage): string {
  if (exchange?.error !== undefined) return `${exchange.error.code} ${exchange.error.message}`.trim();
  return exchange?.status === undefined ? stage : `status ${exchange.status}`;
}

function lastError(session: StdioSession): string | undefined {
  const error = session.attempts.at(-1)?.messages.findLast((message) => message.error !== undefined)?.error;
  return error === undefined ? undefined : `${error.code ?? ''} ${error.message}`.trim();
}
