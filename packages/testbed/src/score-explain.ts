import { explainText } from '../../medic/src/engine/explain.ts';
import type { Confidence } from '../../medic/src/model/index.ts';

/** A text with the cause it shows; `none` where there is no fault of a connection. */
export interface LabelledText {
  readonly id: string;
  readonly input: string;
  readonly cause: string;
  /** The text leaves a second cause open. */
  readonly ambiguous?: boolean;
}

export interface ScoredText {
  readonly row: LabelledText;
  /** Causes in order, best first. */
  readonly causes: readonly { readonly cause: string; readonly confidence: Confidence }[];
  /** The first cause is the one of the row. */
  readonly isTop: boolean;
  /** The same, or one that text can rarely tell from it. */
  readonly isClose: boolean;
  /** Close, or among the first three where the text leaves several open. */
  readonly isLenient: boolean;
  /** Among the first three. */
  readonly isNear: boolean;
}

/** Text alone can rarely tell these apart; the lenient score counts one for the other. */
const TWINS: readonly (readonly [string, string])[] = [
  ['command-not-installed', 'command-not-on-client-path'],
  ['server-crash', 'server-version-bug'],
  ['oauth-stale-client-registration', 'auth-token-rejected'],
  ['tls-private-ca', 'corporate-tls-inspection'],
  ['startup-timeout-slow', 'startup-timeout-download'],
  ['startup-timeout-slow', 'server-unresponsive'],
  ['node-too-old', 'version-manager-wrong-node'],
  ['tool-schema-invalid', 'tool-schema-openai-strict'],
  ['dependency-version-conflict', 'zod-version-conflict'],
  ['config-transport-type', 'config-entry-shape'],
  ['package-not-found', 'corrupt-package-cache'],
  ['url-wrong-endpoint', 'wrong-transport-type'],
  ['auth-required', 'header-not-sent'],
  ['server-not-running', 'bind-address-mismatch'],
  ['server-not-running', 'container-localhost'],
  ['node-module-missing', 'script-or-path-missing'],
];

/** What `explain` says of one labelled text, and how right that is. */
export async function scoreText(row: LabelledText): Promise<ScoredText> {
  const outcome = await explainText({ chunks: oneChunk(Buffer.from(row.input)) });
  const causes = outcome.ok ? outcome.result.causes : [];
  const top = causes[0]?.cause;
  const isTop = top === row.cause;
  const isClose = isTop || isTwin(top, row.cause);
  const isNear = causes.slice(0, 3).some(({ cause }) => cause === row.cause);
  return { row, causes, isTop, isClose, isLenient: isClose || (row.ambiguous === true && isNear), isNear };
}

function isTwin(one: string | undefined, other: string): boolean {
  return TWINS.some(([a, b]) => (a === one && b === other) || (b === one && a === other));
}

async function* oneChunk(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes;
}
