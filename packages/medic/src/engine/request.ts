import type { ClientDefinition, ClientId, DoctorResult, Evidence, Roots, ServerResult } from '../model/index.ts';

/** What the doctor is asked to do. One engine serves the command line, the library and every later surface. */
export interface DoctorRequest {
  readonly roots: Roots;
  readonly version: string;
  /** Only these clients; absent means all. */
  readonly clients?: readonly ClientId[];
  /** Definitions to use in place of the built-in ones, for files that stand elsewhere. */
  readonly definitions?: readonly ClientDefinition[];
  readonly targets: readonly Target[];
  /** Starts and dials nothing. */
  readonly isStatic: boolean;
  /** Starts and dials what a project folder brings along without asking. */
  readonly trustsProject: boolean;
  /** Asked for each project-scope server when `trustsProject` is false; absent means no. */
  readonly consent?: (ask: ConsentAsk) => Promise<boolean>;
  readonly withSteps: boolean;
  /** Tries fixes out in memory before they are offered. */
  readonly proves?: boolean;
  /** Waiting beyond a client's own limit, ms. */
  readonly patienceMs: number;
  readonly signal?: AbortSignal;
}

export type Target =
  | { readonly kind: 'name'; readonly name: string; readonly client?: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'argv'; readonly argv: readonly string[] };

export interface ConsentAsk {
  readonly client: string;
  readonly name: string;
  readonly file: string;
  /** Exactly what would run, or the URL that would be dialled. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** Changes whenever the command, its arguments or the names of its variables change. */
  readonly digest: string;
}

export type DoctorEvent =
  /** Discovery is done. `invalidFiles`: paths of files that their client refuses as a whole. */
  | { readonly type: 'found'; readonly invalidFiles: readonly string[]; readonly servers: number }
  | { readonly type: 'started'; readonly client: string; readonly name: string }
  | { readonly type: 'server'; readonly result: ServerResult; readonly evidence: Evidence }
  | { readonly type: 'done'; readonly result: DoctorResult };
