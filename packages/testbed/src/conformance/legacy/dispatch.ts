import { FEATURES, isLeftOut } from '../catalogue/features.ts';
import { LEVELS, levelOf } from '../catalogue/logging.ts';
import { hasResource } from '../catalogue/resources.ts';
import type { Exchange } from '../exchange.ts';
import { replyTo, unknownMethod, type Reply } from '../reply.ts';
import { CODES, invalidType, isRecord, paramsOf, resultOf, RpcError, type Id, type Incoming, type Params, type Result } from '../rpc.ts';
import { initialize } from './negotiate.ts';
import type { Session } from './session.ts';
import { startTask, taskIn, TASK_METHODS, TASK_TOOL } from './tasks.ts';

export interface LegacyChannel {
  /** Sends a notification that belongs to the request. */
  readonly notify: Exchange['notify'];
  readonly access: Exchange['access'];
}

/** Answers one message of the legacy era. Undefined: nothing is to be sent. */
export async function answerLegacy(message: Incoming, session: Session, channel: LegacyChannel): Promise<Reply | undefined> {
  const { id, method } = message;
  if (method === undefined) return undefined;
  if (id === undefined || (id === 0 && session.settings.broken('rpc.id-echo--zero'))) return takeNotification(message, method, session);
  const controller = new AbortController();
  session.running.set(id, controller);
  try {
    return await replyTo(id, () => work(id, method, message, session, channel, controller.signal), controller.signal, session.settings);
  } finally {
    session.running.delete(id);
  }
}

function work(id: Id, method: string, message: Incoming, session: Session, channel: LegacyChannel, signal: AbortSignal): Result | Promise<Result> {
  const { settings, changes } = session;
  const params = paramsOf(message, settings);
  if (method === 'initialize') return initialize(params, session, settings);
  if (method === 'ping' && !settings.broken('rpc.ping')) return {};
  const { revision } = session;
  const own = OWN[method];
  const feature = FEATURES[method];
  if (isLeftOut(method, settings)) return unknownMethod(method, settings);
  const taskMethod = settings.tasks && session.revision === '2025-11-25' ? TASK_METHODS[method] : undefined;
  if (taskMethod !== undefined) return taskMethod(params, session);
  if (own === undefined && feature === undefined) {
    if (method === 'server/discover' && settings.broken('ver.discover-on-legacy--exits')) settings.crash();
    if (method === 'server/discover' && settings.broken('ver.discover-on-legacy')) return new Promise<never>(() => {});
    return unknownMethod(method, settings);
  }
  if (revision === undefined) throw new RpcError(CODES.invalidRequest, 'Send initialize first');
  if (own !== undefined) return own(params, session);
  const meta = isRecord(params['_meta']) ? params['_meta'] : {};
  const token = meta['progressToken'];
  const asked = settings.tasks && method === 'tools/call' ? taskIn(params) : undefined;
  const call = async (): Promise<Result> =>
    feature!(params, {
      era: 'legacy',
      revision,
      id,
      settings,
      changes,
      clientCapabilities: session.clientCapabilities,
      progressToken: typeof token === 'string' || typeof token === 'number' ? token : undefined,
      logLevel: session.logLevel,
      access: channel.access,
      notify: channel.notify,
      signal,
    });
  if (asked !== undefined) return startTask(asked, session, call);
  if (settings.tasks && params['name'] === TASK_TOOL && method === 'tools/call')
    throw new RpcError(CODES.unknownMethod, 'This tool can only be called as a task');
  return call();
}

const OWN: Readonly<Record<string, (params: Params, session: Session) => Result>> = {
  'logging/setLevel': ({ level }, session) => {
    const { broken } = session.settings;
    if (broken('cap.logging')) throw new RpcError(CODES.internal, 'Not implemented');
    if (broken('cap.logging--one-level') && level === LEVELS[2]) throw new RpcError(CODES.invalidParams, 'Unknown log level');
    if (broken('cap.logging--bad-level') && !LEVELS.includes(String(level))) return {};
    session.logLevel = levelOf(level);
    return {};
  },
  'resources/subscribe': (params, session) => subscription(params, session, (uri) => session.subscriptions.add(uri)),
  'resources/unsubscribe': (params, session) => subscription(params, session, (uri) => session.subscriptions.delete(uri)),
};

function subscription({ uri }: Params, { settings: { broken } }: Session, change: (uri: string) => void): Result {
  if (broken('cap.subscribe')) throw new RpcError(CODES.unknownMethod, 'Method not found');
  if (typeof uri !== 'string') throw invalidType('uri must be a string', broken('rpc.invalid-params'));
  if (!hasResource(uri)) throw new RpcError(CODES.resourceNotFound, `Resource not found: ${uri}`, { data: { uri } });
  change(uri);
  return {};
}

function takeNotification({ params }: Incoming, method: string, session: Session): Reply | undefined {
  const { settings } = session;
  const fields = isRecord(params) ? params : {};
  if (method === 'notifications/initialized') {
    session.isInitialized = true;
    if (session.clientCapabilities['roots'] !== undefined) session.send({ jsonrpc: '2.0', id: 'roots-1', method: 'roots/list' });
    if (settings.broken('cap.client-undeclared'))
      session.send({ jsonrpc: '2.0', id: 'sampling-1', method: 'sampling/createMessage', params: { messages: [], maxTokens: 1 } });
    if (settings.broken('cap.listchanged')) session.send({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' });
    if (settings.broken('cap.listchanged--shape')) session.send({ jsonrpc: '2.0', method: 'notifications/tools/list_changed', params: ['tools'] });
    return settings.broken('ver.initialized-noreply') ? { message: resultOf('initialized', {}, settings), httpStatus: 200 } : undefined;
  }
  if (method === 'notifications/cancelled') {
    const running = session.running.get(fields['requestId'] as Id);
    if (running === undefined && settings.broken('rpc.stray-cancel')) settings.crash();
    running?.abort();
    return undefined;
  }
  if (method.startsWith('notifications/') && KNOWN.includes(method)) return undefined;
  return settings.broken('rpc.notification-noreply')
    ? { message: { jsonrpc: '2.0', id: null, error: { code: CODES.unknownMethod, message: `Method not found: ${method}` } }, httpStatus: 200 }
    : undefined;
}

const KNOWN: readonly string[] = ['notifications/progress', 'notifications/roots/list_changed'];
