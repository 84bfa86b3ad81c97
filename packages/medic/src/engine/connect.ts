import { openHttpSession } from '../collect/http/open-session.ts';
import { openStdioSession } from '../collect/stdio/open-session.ts';
import type { ConnectPlan, FoundEntry, HttpSession, StdioSession } from '../model/index.ts';
import type { ExamineContext } from './examine-context.ts';
import { trustedRoots } from './trusted-roots.ts';

export interface Connected {
  readonly session: StdioSession | HttpSession;
  readonly tools: readonly unknown[] | undefined;
}

/**
 * The longest we wait for a client that waits longer (Gemini CLI: ten minutes in a session). A server that is silent for
 * over a minute is called silent; the report names the client's own limit.
 */
const LONGEST_LIMIT_MS = 65_000;

/** Command lines being run right now; a server that allows only one instance must not fail because of us. */
const running = new Map<string, number>();

/** Connects once as the client would; again, alone, when our own parallel work may have caused the failure. */
export async function connectAsClient(found: FoundEntry, wanted: ConnectPlan, context: Pick<ExamineContext, 'request'>): Promise<Connected> {
  const plan = { ...wanted, limitMs: Math.min(wanted.limitMs, LONGEST_LIMIT_MS) };
  const key = keyOf(plan);
  const shared = (running.get(key) ?? 0) > 0;
  running.set(key, (running.get(key) ?? 0) + 1);
  try {
    const first = await connectOnce(found, plan, context);
    return shared && mayBeOurFault(first.session) ? await connectOnce(found, plan, context) : first;
  } finally {
    running.set(key, (running.get(key) ?? 1) - 1);
  }
}

async function connectOnce(found: FoundEntry, plan: ConnectPlan, { request }: Pick<ExamineContext, 'request'>): Promise<Connected> {
  const ca = await trustedRoots(plan, found.definition, request.roots);
  const options = { patienceMs: request.patienceMs, ...(request.signal === undefined ? {} : { signal: request.signal }), ...(ca === undefined ? {} : { ca }) };
  return plan.transport === 'stdio'
    ? openStdioSession(plan, found.definition, found.redactor, options)
    : openHttpSession(plan, found.definition, found.redactor, options);
}

function mayBeOurFault({ outcome }: StdioSession | HttpSession): boolean {
  return outcome.kind === 'failed' && (outcome.stage === 'exit' || outcome.stage === 'silence');
}

function keyOf(plan: ConnectPlan): string {
  return plan.transport === 'stdio' ? JSON.stringify([plan.command, plan.args, plan.cwd]) : plan.url;
}
