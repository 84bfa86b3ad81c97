import type { HandshakeFacts } from '../../model/index.ts';
import { isObject, own, ownString, type ForeignObject } from './record.ts';
import { LEGACY_REVISIONS, MODERN_REVISION } from './revisions.ts';

/** What a client takes from the answer to its first message, or why it refuses it. All strings are the server's own. */
export type HandshakeResult =
  | {
      readonly kind: 'accepted';
      readonly protocolVersion: string;
      readonly serverInfo?: { readonly name: string; readonly version: string };
      /** Names of the declared capabilities. */
      readonly capabilities: readonly string[];
    }
  /** `shape`: required members are missing or of a wrong type. `version`: none that this client speaks. */
  | { readonly kind: 'refused'; readonly because: 'shape' | 'version'; readonly fault: string; readonly offered?: readonly string[] };

const SERVER_INFO = 'io.modelcontextprotocol/serverInfo';
const MAX_CAPABILITIES = 50;

/** Judges the `result` of `initialize` as this client does: shape first, then the revision by `handshake.accepts`. */
export function judgeInitializeResult(result: ForeignObject, handshake: HandshakeFacts): HandshakeResult {
  const protocolVersion = ownString(result, 'protocolVersion');
  if (protocolVersion === undefined) return refuseShape(result, 'protocolVersion', 'a string');
  const capabilities = own(result, 'capabilities');
  if (!isObject(capabilities)) return refuseShape(result, 'capabilities', 'an object');
  const serverInfo = own(result, 'serverInfo');
  if (!isObject(serverInfo)) return refuseShape(result, 'serverInfo', 'an object');
  const named = readServerInfo(serverInfo);
  if (named === undefined) return { kind: 'refused', because: 'shape', fault: '"serverInfo" lacks a "name" or "version" string' };
  if (handshake.accepts === 'known' && !LEGACY_REVISIONS.includes(protocolVersion)) {
    return {
      kind: 'refused',
      because: 'version',
      fault: `the server answered protocol version ${JSON.stringify(protocolVersion.slice(0, 40))}`,
      offered: [protocolVersion],
    };
  }
  return { kind: 'accepted', protocolVersion, serverInfo: named, capabilities: nameCapabilities(capabilities) };
}

/** Judges the `result` of `server/discover`. The server's name stands in `_meta` and is optional. */
export function judgeDiscoverResult(result: ForeignObject): HandshakeResult {
  const supported = own(result, 'supportedVersions');
  if (!Array.isArray(supported)) return refuseShape(result, 'supportedVersions', 'a list');
  const offered = supported.filter((item): item is string => typeof item === 'string').slice(0, 20);
  if (offered.length === 0 || offered.length < Math.min(supported.length, 20)) return refuseShape(result, 'supportedVersions', 'a list of strings');
  const capabilities = own(result, 'capabilities');
  if (!isObject(capabilities)) return refuseShape(result, 'capabilities', 'an object');
  if (!offered.includes(MODERN_REVISION)) {
    return { kind: 'refused', because: 'version', fault: `the server offers ${offered.join(', ').slice(0, 200)}, not ${MODERN_REVISION}`, offered };
  }
  const meta = own(result, '_meta');
  const info = isObject(meta) ? own(meta, SERVER_INFO) : undefined;
  const serverInfo = isObject(info) ? readServerInfo(info) : undefined;
  return {
    kind: 'accepted',
    protocolVersion: MODERN_REVISION,
    capabilities: nameCapabilities(capabilities),
    ...(serverInfo === undefined ? {} : { serverInfo }),
  };
}

function readServerInfo(info: ForeignObject): { readonly name: string; readonly version: string } | undefined {
  const name = ownString(info, 'name');
  const version = ownString(info, 'version');
  return name === undefined || version === undefined ? undefined : { name: name.slice(0, 200), version: version.slice(0, 200) };
}

/** A capability set to false or null is not declared; the specification knows objects only. */
function nameCapabilities(capabilities: ForeignObject): readonly string[] {
  return Object.keys(capabilities)
    .filter((name) => isObject(own(capabilities, name)) || own(capabilities, name) === true)
    .slice(0, MAX_CAPABILITIES);
}

/** Names the snake_case twin when it is there: a field bug of servers that serialise structs by their field names. */
function refuseShape(result: ForeignObject, key: string, expected: string): HandshakeResult {
  const snake = key.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
  const twin = snake !== key && Object.hasOwn(result, snake) ? `; "${snake}" is there instead` : '';
  const fault = Object.hasOwn(result, key) ? `"${key}" is not ${expected}` : `"${key}" is missing${twin}`;
  return { kind: 'refused', because: 'shape', fault };
}
