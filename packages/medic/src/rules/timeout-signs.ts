import type { Sign, SignHit } from '../model/index.ts';
import { anyOf, near } from './near.ts';

const SOURCES: readonly SignHit['source'][] = ['client-log', 'pasted'];

/** How clients say that a server did not connect in time (texts measured 2026-11-20, or of the official SDKs). */
export const CONNECT_TIMEOUT_SIGNS: readonly Sign[] = [
  {
    id: 'claude-code',
    literals: ['timed out after'],
    pattern: /(?:Connection to )?MCP server "?(?<server>[^"]{1,80})"? (?:connection )?timed out after (?<ms>\d{3,7}) ?ms/u,
    sources: SOURCES,
  },
  {
    id: 'triggered',
    literals: ['timeout triggered', 'onnection timeout', 'nitialization timeout', 'nitialize timeout', 'tartup timeout', 'tartup time'],
    pattern:
      /[Cc]onnection timeout triggered after (?<triggered>\d{3,7}) ?ms|\bMCP\b.{0,120}(?:[Cc]onnection|[Ii]nitiali[sz]\w{1,6}|[Ss]tartup) time-?(?:out| limit)(?: triggered)?(?: (?:after|of) (?<ms>\d{3,7}) ?ms)?/u,
    sources: SOURCES,
  },
  {
    id: 'list-line',
    literals: ['timed out after', 'timeout after'],
    pattern:
      /(?:connection|Connection|[Oo]peration|Disconnected \(|probe) ?timed out after (?<ms>\d{3,7}) ?ms|\b[Cc]onnect(?:ion)? timeout after (?<limit>\d{3,7}) ?ms/u,
    sources: SOURCES,
  },
  {
    id: 'codex',
    literals: ['timed out after'],
    pattern: /MCP client for `(?<server>[^`]{1,80})` timed out after (?<seconds>\d{1,4}) seconds/u,
    sources: SOURCES,
  },
  {
    id: 'codex-short',
    literals: ['failed to start'],
    pattern: /MCP client for `(?<server>[^`]{1,80})` failed to start.{0,80}request timed out/iu,
    sources: SOURCES,
  },
  { id: 'copilot', literals: ['did not complete within'], pattern: /MCP lifecycle negotiation did not complete within (?<ms>\d{3,7}) ms/u, sources: SOURCES },
  {
    id: 'connect-32001',
    literals: ['timed out'],
    pattern:
      /(?:Connection failed|Error connecting|failed to (?:connect|start|initialize)|during discovery|Could not connect|Failed to connect|reload client).{0,160}(?:Request|request|Connection|connection) timed out/u,
    sources: SOURCES,
  },
  {
    id: 'initialize-cancelled',
    literals: ['notifications/cancelled'],
    pattern: /notifications\/cancelled.{0,40}"requestId": ?0\b.{0,120}timed out/iu,
    sources: SOURCES,
  },
  {
    id: 'seconds',
    literals: ['timed out after', 'Timed out waiting for', 'context server'],
    pattern: anyOf(
      near(/server|initiali\w{3,8}|\bMCP\b(?! tool)/iu, 60, /timed out after (?<seconds>\d{1,4})(?:\.\d{1,3})? ?s/iu),
      /Timed out waiting for (?<ms>\d{4,7}) ms/iu,
      near(/context server/iu, 60, /timed out|request timeout/iu),
    ),
    sources: SOURCES,
  },
  {
    id: 'zed',
    literals: ['cancelled csp request task'],
    pattern: /cancelled csp request task for "initialize".{0,60}took over (?<seconds>\d{1,4})s/u,
    sources: SOURCES,
  },
  {
    id: 'startup',
    literals: [
      'timed out during startup',
      'waiting for server initialization',
      'initialize server session',
      'timed out waiting for',
      'nitialization timed out',
      'nitialize timed out',
    ],
    pattern:
      /connection timed out during startup|[Tt]imeout waiting for server initiali[sz]ation|Failed to initialize server session|[Ii]nitiali[sz]\w{1,6} timed out|timed out waiting for .{0,40}(?:initiali[sz]|server to (?:start|respond|be ready))/u,
    sources: SOURCES,
  },
  {
    id: 'no-response',
    literals: [
      'no response within',
      'not respond within',
      'not respond in',
      'no response after',
      'no response to initialize',
      'timeout of ',
      'not answer within',
      'did not start within',
      'not ready within',
      'become ready',
    ],
    pattern:
      /connect(?:ion)? timeout of (?<limit>\d{1,4}) ?s\b|(?:no response (?:to initialize )?(?:within|after)|(?:did|does) not (?:respond|answer|start|initiali[sz]e|become ready)(?: to initialize)? (?:within|in)|not ready within|failed to become ready within) (?:(?<ms>\d{4,7}) ?ms|(?<seconds>\d{1,4})(?:\.\d{1,3})? ?s)/iu,
    sources: SOURCES,
  },
  {
    id: 'go',
    literals: ['context deadline exceeded', 'deadline has elapsed'],
    pattern: anyOf(
      near(/(?:context deadline exceeded|deadline has elapsed) (?:while|when|during|in) /iu, 40, /initiali[sz]/iu),
      near(/initiali[sz]e|start|connect/iu, 120, /context deadline exceeded(?!.{0,60}tools?)|deadline has elapsed/iu),
    ),
    sources: SOURCES,
  },
  {
    id: 'too-long',
    literals: [
      'to start',
      'to initialize',
      'to load',
      'to connect',
      'to respond to',
      'still loading',
      'did not start in',
      'ave up waiting',
      'initialize not answered',
    ],
    pattern:
      /\b(?:took|takes|taking) (?:longer than expected|too long) to (?:start|initiali[sz]e|load|connect|respond to initialize)\b|[Gg]ave up waiting for (?:the )?(?:MCP )?server|timeout: initialize not answered|[Ss]ervers still loading\b|background thread did not start in (?<seconds>\d{1,4}) seconds/u,
    sources: SOURCES,
    loose: true,
  },
  {
    id: 'java-initialize',
    literals: ['terminal signal within'],
    pattern: /terminal signal within (?<ms>\d{3,7})ms in '.{0,80}(?:LifecycleInitializer|[Ii]nitiali[sz]e)/u,
    sources: SOURCES,
  },
  // Chinese and Japanese: starting, or initialising, ran out of time.
  {
    id: 'other-languages',
    literals: ['超时', '超時', 'タイムアウト'],
    pattern: /(?:启动|啟動|初始化).{0,10}(?:超时|超時)|(?:起動|初期化).{0,12}タイムアウト/u,
    sources: SOURCES,
    loose: true,
  },
];

/** httpx, below the Python SDK: no byte came in time, at the start or in a long call. */
export const READ_TIMEOUT_SIGN: Sign = {
  id: 'httpx-read',
  literals: ['ReadTimeout'],
  pattern: /\bhttp(?:x2?|core)\.ReadTimeout\b/u,
  sources: SOURCES,
  loose: true,
};

/** The official SDKs' words for any request that got no answer in time; which request, they do not say. */
export const BARE_TIMEOUT_SIGN: Sign = {
  id: 'bare-32001',
  literals: ['-32001', 'REQUEST_TIMEOUT', 'Timed out while waiting'],
  pattern: /-32001:? ?Request timed out|Timed out while waiting for response to \w{1,40}|\bREQUEST_TIMEOUT\b|"code": ?-32001\b.{0,80}timed out/iu,
  sources: SOURCES,
};

/** Project Reactor, below the Java SDK: any request that got no answer in time. */
export const REACTOR_TIMEOUT_SIGN: Sign = {
  id: 'reactor',
  literals: ['terminal signal within'],
  pattern: /Did not observe any item or terminal signal within (?<ms>\d{3,7}) ?ms/u,
  sources: SOURCES,
  loose: true,
};

/** The limit a hit names, ms. */
export function limitOf({ groups }: SignHit): number | undefined {
  const ms = groups['ms'] ?? groups['triggered'];
  if (ms !== undefined) return Number(ms);
  const seconds = groups['seconds'] ?? groups['limit'];
  return seconds === undefined ? undefined : Number(seconds) * 1_000;
}
