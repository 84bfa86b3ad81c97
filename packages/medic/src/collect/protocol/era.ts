import type { CheckedAnswer, RpcError } from './answers.ts';
import { judgeDiscoverResult, type HandshakeResult } from './handshake-results.ts';
import { isObject, own } from './record.ts';
import { LEGACY_REVISIONS, MODERN_REVISION } from './revisions.ts';

/** What the answer to a first modern request says about the server's era. */
export type EraVerdict =
  | { readonly era: 'modern'; readonly discovered: HandshakeResult & { readonly kind: 'accepted' } }
  /** The client goes on with `initialize`. `because` is for the record. */
  | { readonly era: 'legacy'; readonly because: string }
  /** A modern server without a revision in common. The client gives up and does not send `initialize`. */
  | { readonly era: 'modern-other'; readonly supported: readonly string[] }
  /** 401, 403, 5xx, no answer over HTTP: no evidence of an era. */
  | { readonly era: 'undecided'; readonly because: string };

const UNSUPPORTED_VERSION = -32022;
const HEADER_MISMATCH = -32020;
const MISSING_CAPABILITY = -32021;
const METHOD_NOT_FOUND = -32601;

/**
 * Classifies the answer to `server/discover`. Every error but a recognised -32022 means legacy: old servers answer -32601,
 * -32602, -32600 or -32000, and no single code may decide. Silence and exit are legacy too on stdio; the caller knows them.
 */
export function classifyProbe(answer: CheckedAnswer): EraVerdict {
  if (answer.kind === 'faulty') return { era: 'legacy', because: `the answer was unusable: ${answer.faults.join('; ')}` };
  if (answer.kind === 'result') {
    const discovered = judgeDiscoverResult(answer.result);
    return discovered.kind === 'accepted' ? { era: 'modern', discovered } : { era: 'legacy', because: discovered.fault };
  }
  const supported = readSupportedVersions(answer.error);
  if (supported === undefined) return { era: 'legacy', because: `error ${answer.error.code}` };
  // A list of legacy revisions only is an invitation to `initialize`; the same holds for the SDK's classifier (v2, 2026-08).
  if (supported.every((version) => LEGACY_REVISIONS.includes(version)))
    return { era: 'legacy', because: `error ${answer.error.code} lists legacy revisions only` };
  return { era: 'modern-other', supported };
}

/** The same over HTTP, where the status decides first. `answer` is absent when the body held no JSON-RPC message. */
export function classifyHttpProbe(status: number, answer: CheckedAnswer | undefined, method: string = 'server/discover'): EraVerdict {
  if (status === 401 || status === 403 || status >= 500) return { era: 'undecided', because: `HTTP ${status}` };
  if (answer === undefined || answer.kind === 'faulty') return { era: 'legacy', because: `HTTP ${status} without a usable JSON-RPC answer` };
  if (answer.kind === 'result') return classifyProbe(answer);
  const { code } = answer.error;
  if (code === HEADER_MISMATCH || code === MISSING_CAPABILITY) return { era: 'modern-other', supported: [MODERN_REVISION] };
  if (status === 404 && code === METHOD_NOT_FOUND && method !== 'server/discover') return { era: 'modern-other', supported: [MODERN_REVISION] };
  return classifyProbe(answer);
}

/** `data.supported` of a version error, or undefined when the error is not a recognised modern one. */
function readSupportedVersions(error: RpcError): readonly string[] | undefined {
  if (error.code !== UNSUPPORTED_VERSION || !isObject(error.data)) return undefined;
  const supported = own(error.data, 'supported');
  if (!Array.isArray(supported)) return undefined;
  const versions = supported.filter((item): item is string => typeof item === 'string').slice(0, 20);
  return versions.length === 0 ? undefined : versions;
}
