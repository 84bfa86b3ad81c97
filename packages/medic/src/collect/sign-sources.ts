import type { Evidence, HttpExchange, HttpSession, SignHit, StdioAttempt, StdioSession, WireMessage } from '../model/index.ts';

/** Text in which signs are looked for. `firstLine`: number of its first line within the source. */
export interface SignText {
  readonly source: SignHit['source'];
  readonly lines: readonly string[];
  readonly firstLine: number;
}

/** Every text of one server's evidence that may hold a sign, already redacted: what the server wrote and what logs and engine say. */
export function signSourcesOf(evidence: Pick<Evidence, 'session' | 'logs' | 'docker'>): readonly SignText[] {
  const session = evidence.session?.state === 'ok' ? evidence.session.value : undefined;
  const logs = evidence.logs?.state === 'ok' ? evidence.logs.value.tail : [];
  const detail = evidence.docker?.state === 'ok' ? evidence.docker.value.detail : undefined;
  return [
    ...(session === undefined ? [] : ofSession(session)),
    ...logs.map((entry): SignText => ({ source: 'client-log', lines: [entry.text], firstLine: entry.line })),
    ...(detail === undefined ? [] : [split('docker', detail)]),
  ];
}

function ofSession(session: StdioSession | HttpSession): readonly SignText[] {
  if (session.transport !== 'stdio') return [...session.exchanges.flatMap(ofExchange), ...ofMessages(session.messages)];
  const attempt = session.attempts.at(-1);
  return attempt === undefined ? [] : ofAttempt(attempt);
}

function ofAttempt(attempt: StdioAttempt): readonly SignText[] {
  const noise = attempt.noise.map((line): SignText => ({ source: 'stdout', lines: [line.text], firstLine: line.line }));
  return [{ source: 'stderr', lines: attempt.stderr.lines, firstLine: 1 }, ...noise, ...ofMessages(attempt.messages)];
}

// A body that is a normal answer is data: a tool described as "fixes ECONNREFUSED" is no error.
function ofExchange({ body, status }: HttpExchange): readonly SignText[] {
  if (body === undefined || body.head === '') return [];
  const isAnswer = (body.kind === 'json-rpc' || body.kind === 'sse') && (status === undefined || status < 400);
  return isAnswer ? [] : [split('http-body', body.head)];
}

function ofMessages(messages: readonly WireMessage[]): readonly SignText[] {
  return messages.flatMap(({ dir, error }) => {
    if (dir !== 'received' || error === undefined) return [];
    const data = typeof error.data === 'string' ? error.data : error.data === undefined || error.data === null ? '' : JSON.stringify(error.data);
    return [split('rpc-error', data === '' ? error.message : `${error.message}\n${data}`)];
  });
}

function split(source: SignHit['source'], text: string): SignText {
  return { source, lines: text.split('\n'), firstLine: 1 };
}
