import { strangeCapability } from '../identity.ts';
import { MODERN_REVISION } from '../revisions.ts';
import { CODES, isRecord, RpcError, type Id, type Params } from '../rpc.ts';
import type { Settings } from '../settings.ts';

export const PREFIX = 'io.modelcontextprotocol/';

export interface RequestMeta {
  readonly clientCapabilities: Params;
  readonly progressToken: Id | undefined;
  readonly logLevel: string | undefined;
}

/** Reads `_meta` of a request and refuses what a modern request must not lack. */
export function readMeta(params: Params, settings: Settings): RequestMeta {
  const { broken } = settings;
  const { _meta: meta } = params;
  if (!isRecord(meta)) {
    if (!broken('meta.missing--meta')) throw missing('_meta', settings);
    return { clientCapabilities: {}, progressToken: undefined, logLevel: undefined };
  }
  const version = meta[`${PREFIX}protocolVersion`];
  if (typeof version !== 'string' && !broken('meta.missing--protocol-version')) throw missing(`_meta["${PREFIX}protocolVersion"]`, settings);
  if (typeof version === 'string' && version !== MODERN_REVISION && !broken('ver.unsupported--accepted')) throw unsupportedVersion(version, settings);
  const capabilities = meta[`${PREFIX}clientCapabilities`];
  if (!isRecord(capabilities) && !broken('meta.missing--capabilities')) throw missing(`_meta["${PREFIX}clientCapabilities"]`, settings);
  if (meta[`${PREFIX}clientInfo`] === undefined && broken('meta.clientinfo-optional')) throw missing(`_meta["${PREFIX}clientInfo"]`, settings);
  const clientCapabilities = isRecord(capabilities) ? capabilities : {};
  const strange = strangeCapability(clientCapabilities, settings);
  if (strange !== undefined) throw new RpcError(CODES.invalidParams, `Unknown capability "${strange}"`);
  const token = meta['progressToken'];
  const level = meta[`${PREFIX}logLevel`];
  return {
    clientCapabilities,
    progressToken: typeof token === 'string' || Number.isInteger(token) ? (token as Id) : undefined,
    logLevel: level === undefined ? undefined : levelWord(level),
  };
}

export function unsupportedVersion(requested: string, { broken }: Settings): RpcError {
  const supported = [MODERN_REVISION];
  const data = broken('ver.unsupported--no-data') ? undefined : { supported, ...(broken('ver.unsupported--no-requested') ? {} : { requested }) };
  return new RpcError(broken('ver.unsupported') ? CODES.invalidParams : CODES.unsupportedVersion, `Unsupported protocol version: ${requested}`, {
    data,
    httpStatus: broken('ver.unsupported-http400') ? 200 : 400,
  });
}

function missing(what: string, { broken }: Settings): RpcError {
  return new RpcError(broken('meta.missing--code') ? CODES.invalidRequest : CODES.invalidParams, `The request lacks ${what}`, {
    httpStatus: broken('meta.missing--http-200') ? 200 : 400,
  });
}

function levelWord(level: unknown): string {
  if (typeof level === 'string') return level;
  throw new RpcError(CODES.invalidParams, 'logLevel must be a string');
}
