import type { HttpFault } from '../../io/http-fault.ts';
import type { FailureStage } from './talk.ts';

/** Faults of headers we were told to send; nothing was dialled. */
const UNSENDABLE: readonly string[] = ['ERR_INVALID_CHAR', 'ERR_INVALID_HTTP_TOKEN', 'ERR_UNESCAPED_CHARACTERS', 'ERR_HTTP_INVALID_HEADER_VALUE'];

/** The stage at which a network fault ended the attempt. `url` also stands for a request that could not be built. */
export function stageOfFault(fault: HttpFault): FailureStage {
  switch (fault.phase) {
    case 'url':
    case 'proxy':
    case 'dns':
    case 'tcp':
    case 'tls':
      return fault.phase;
    case 'timeout':
      return 'http-timeout';
    default:
      if (UNSENDABLE.includes(fault.code)) return 'url';
      return isUnreadable(fault.code) ? 'http-body' : 'http-closed';
  }
}

/** The parser or the decompressor gave up: something came, but no HTTP response that can be read. */
function isUnreadable(code: string): boolean {
  return code.startsWith('HPE_') || code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR') || code === 'DECOMPRESSION_RATIO';
}
