import type { DiscoverOptions } from '../discover/discover.ts';
import type { SourceReader } from '../discover/read-source.ts';
import type { ClientDefinition, ConfigFileFacts, FoundEntry } from '../model/index.ts';
import type { FileSource, OfferedFix } from '../treat/render-fix.ts';
import type { ExamineContext } from './examine-context.ts';
import { createFileSource } from './file-source.ts';
import type { Ailment } from './prove.ts';

/** Gives fixes their texts and, when asked to prove, tries them out. */
export interface Prover {
  readonly filesOf: (own: ConfigFileFacts, typed?: string) => FileSource;
  readonly treatServer: (found: FoundEntry, offers: readonly OfferedFix[], ailment: Ailment) => Promise<readonly OfferedFix[]>;
  readonly treatFile: (file: ConfigFileFacts, offers: readonly OfferedFix[]) => Promise<readonly OfferedFix[]>;
}

export interface OfferContext {
  readonly examine: ExamineContext;
  readonly clients: readonly ClientDefinition[];
  readonly discoverOptions: DiscoverOptions;
  readonly read: SourceReader;
  readonly files: readonly ConfigFileFacts[];
}

/** The code that tries fixes out is loaded when the first fix needs it: a healthy machine never pays for it. */
export function createProver(context: OfferContext): Prover {
  const shared = { ...context, trials: new Map() };
  const filesOf = (own: ConfigFileFacts, typed?: string): FileSource => createFileSource(context.read, context.files, own, typed);
  const proves = context.examine.request.proves === true;
  return {
    filesOf,
    treatServer: async (found, offers, ailment) => {
      if (!proves || offers.length === 0) return offers;
      return (await import('./prover.ts')).proveServerFixes(found, ailment, offers, filesOf(found.file, found.typed?.reveal()), shared);
    },
    treatFile: async (file, offers) => {
      if (!proves || offers.length === 0) return offers;
      return (await import('./prover.ts')).proveFileFixes(file, offers, filesOf(file), shared);
    },
  };
}
