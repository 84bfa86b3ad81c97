import { FEATURES, isLeftOut, type Feature } from '../catalogue/features.ts';
import { levelOf } from '../catalogue/logging.ts';
import type { Changes, Exchange } from '../exchange.ts';
import { capabilitiesFor, instructions, serverInfo } from '../identity.ts';
import { replyTo, unknownMethod, type Reply } from '../reply.ts';
import { MODERN_REVISION } from '../revisions.ts';
import { CODES, isRecord, paramsOf, RpcError, type Id, type Incoming, type Params, type Result } from '../rpc.ts';
import type { Settings } from '../settings.ts';
import { addHints } from './cache-hints.ts';
import { listen } from './listen.ts';
import { PREFIX, readMeta, unsupportedVersion } from './meta.ts';

export interface ModernChannel {
  readonly settings: Settings;
  readonly changes: Changes;
  readonly access: Exchange['access'];
  readonly notify: Exchange['notify'];
  readonly signal: AbortSignal;
  /** Compares the headers with the body; nothing on stdio. */
  readonly checkHeaders?: (method: string, params: Params) => void;
  /** What a switch remembers of the connection; a server that keeps the rules remembers nothing. */
  readonly connection: { hasDiscovered: boolean };
}

/** Answers one request of the modern era. Undefined: it was cancelled. */
export function answerModern(id: Id, method: string, message: Incoming, channel: ModernChannel): Promise<Reply | undefined> {
  const { settings, signal } = channel;
  return replyTo(id, async () => finish(method, await work(id, method, message, channel), settings), signal, settings);
}

/** What the newer era took away. */
const REMOVED: readonly string[] = ['ping', 'logging/setLevel', 'resources/subscribe', 'resources/unsubscribe'];

async function work(id: Id, method: string, message: Incoming, channel: ModernChannel): Promise<Result | undefined> {
  const { settings, connection } = channel;
  const { broken } = settings;
  const params = paramsOf(message, settings);
  if (method === 'initialize' && !isRecord(params['_meta'])) throw refuseInitialize(params, settings);
  channel.checkHeaders?.(method, params);
  const meta = readMeta(params, settings);
  if (meta.logLevel !== undefined && !broken('cap.log-level-unknown')) levelOf(meta.logLevel);
  if (method === 'server/discover') connection.hasDiscovered = true;
  else if (broken('ver.no-state') && !connection.hasDiscovered) throw new RpcError(CODES.invalidRequest, 'Send server/discover first', { httpStatus: 400 });
  const feature = isLeftOut(method, settings) ? undefined : (METHODS[method] ?? FEATURES[method]);
  if (feature === undefined) {
    if (broken('meta.unknown-method-404--removed') && REMOVED.includes(method)) return {};
    if (broken('tasks--list') && method === 'tasks/list') return { tasks: [] };
    return unknownMethod(method, settings, broken('meta.unknown-method-404') ? 200 : 404);
  }
  return feature(params, { ...channel, ...meta, era: 'modern', revision: MODERN_REVISION, id });
}

const METHODS: Readonly<Record<string, (...args: Parameters<Feature>) => Result | undefined | Promise<Result | undefined>>> = {
  'server/discover': (_params, { settings, revision }) => {
    const { broken } = settings;
    return {
      supportedVersions: broken('ver.discover--no-versions') ? [] : [MODERN_REVISION, ...(broken('ver.discover--empty-string') ? [''] : [])],
      ...(broken('ver.discover--no-capabilities') ? {} : { capabilities: capabilitiesFor('modern', revision, settings) }),
      instructions: instructions(settings),
    };
  },
  'subscriptions/listen': listen,
};

/** Adds what every modern result carries. */
function finish(method: string, result: Result | undefined, settings: Settings): Result | undefined {
  if (result === undefined) return undefined;
  const { broken } = settings;
  const { _meta, resultType = 'complete', ...rest } = result;
  const info = { ...serverInfo(MODERN_REVISION), ...(broken('meta.serverinfo--empty-version') ? { version: '' } : {}) };
  const meta = { ...(isRecord(_meta) ? _meta : {}), ...(broken('meta.serverinfo') ? {} : { [`${PREFIX}serverInfo`]: info }) };
  return {
    ...(broken('meta.resulttype') ? {} : { resultType: broken('meta.resulttype--unknown') ? 'ok' : resultType }),
    ...rest,
    ...(resultType === 'complete' ? addHints(method, rest, settings) : {}),
    _meta: meta,
  };
}

function refuseInitialize({ protocolVersion }: Params, settings: Settings): RpcError {
  if (settings.broken('ver.init-on-modern-only')) return new RpcError(CODES.unknownMethod, 'Method not found: initialize', { httpStatus: 404 });
  return unsupportedVersion(String(protocolVersion), settings);
}
