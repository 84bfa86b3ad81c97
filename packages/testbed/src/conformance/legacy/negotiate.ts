import { capabilitiesFor, instructions, serverInfo, strangeCapability } from '../identity.ts';
import { isLegacyRevision, MODERN_REVISION, servedRevisions } from '../revisions.ts';
import { CODES, isRecord, RpcError, type Params, type Result } from '../rpc.ts';
import type { Settings } from '../settings.ts';
import type { Session } from './session.ts';

/** Answers `initialize`: the version asked for where it is served, else our newest. */
export function initialize(params: Params, session: Session, settings: Settings): Result {
  const { protocolVersion, capabilities, clientInfo } = params;
  if (typeof protocolVersion !== 'string' || !isRecord(capabilities) || !isRecord(clientInfo))
    throw new RpcError(CODES.invalidParams, 'initialize needs protocolVersion, capabilities and clientInfo');
  if (session.revision !== undefined) throw new RpcError(CODES.invalidRequest, 'The session is initialized already');
  const strange = strangeCapability(capabilities, settings);
  if (strange !== undefined) throw new RpcError(CODES.invalidParams, `Unknown capability "${strange}"`);
  session.clientCapabilities = capabilities;
  const answered = versionFor(protocolVersion, settings);
  session.revision = isLegacyRevision(answered) ? answered : settings.revision;
  return initializeResult(answered, session.revision, settings);
}

function versionFor(asked: string, { revision, broken }: Settings): string {
  const served: readonly string[] = servedRevisions(revision);
  if (broken('ver.known-string--always')) return '2025-09-09';
  if (broken('ver.echo')) return revision;
  if (served.includes(asked)) return asked;
  if (asked === MODERN_REVISION) {
    if (broken('ver.future-version')) return MODERN_REVISION;
    if (broken('ver.future-version--error')) throw new RpcError(CODES.invalidParams, `Unsupported protocol version: ${asked}`);
    return revision;
  }
  const data = { supported: served, requested: asked };
  if (broken('ver.unknown-version')) throw new RpcError(CODES.invalidParams, 'Unsupported protocol version', { data });
  if (broken('ver.unknown-version--modern-code')) throw new RpcError(CODES.unsupportedVersion, 'Unsupported protocol version', { data });
  return broken('ver.known-string') ? '2025-09-09' : revision;
}

function initializeResult(protocolVersion: string, revision: string, settings: Settings): Result {
  const { broken } = settings;
  const info = serverInfo(revision);
  const capabilities = capabilitiesFor('legacy', revision, settings);
  const further = isLegacyRevision(revision) ? { instructions: instructions(settings) } : {};
  if (broken('ver.legacy-init--snake-case')) return { protocol_version: protocolVersion, capabilities, server_info: info, ...further };
  return {
    protocolVersion,
    ...(broken('ver.legacy-init--no-capabilities') ? {} : { capabilities }),
    ...(broken('ver.legacy-init--no-server-info') ? {} : { serverInfo: broken('ver.legacy-init--no-version') ? { name: info['name'] } : info }),
    ...further,
  };
}
