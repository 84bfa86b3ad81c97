import type { LegacyRevision } from './revisions.ts';
import type { SwitchId } from './switches.ts';

/** What a server may do without. */
export type Feature = 'prompts' | 'logging' | 'completions';

export interface ConformanceOptions {
  /** Which eras are served; `dual` by default. */
  readonly era?: 'legacy' | 'modern' | 'dual';
  /** Newest legacy revision; 2025-11-25 by default. */
  readonly revision?: LegacyRevision;
  /** Rules to break. None by default. */
  readonly breaks?: readonly SwitchId[];
  readonly auth?: 'none' | 'bearer';
  /** Features that are neither declared nor served. */
  readonly without?: readonly Feature[];
  /** Whether one tool can only be called as a task and tasks are served, in 2025-11-25. */
  readonly tasks?: boolean;
  /** Further tools beside the built-in ones, to make the list long. */
  readonly tools?: number;
  /** `sse` serves the transport of 2024-11-05 at /sse instead of the endpoint /mcp. */
  readonly transport?: 'http' | 'sse';
  /** How a POST is answered over HTTP; `auto` takes an event stream only when there is more to say than the answer. */
  readonly answers?: 'auto' | 'json' | 'sse';
  /** Whether GET opens a stream in the legacy era; otherwise 405. */
  readonly getStream?: boolean;
  /** Whether sessions are handed out in the legacy era. */
  readonly sessions?: boolean;
  readonly pageSize?: number;
  /** Time between two comments on an idle event stream. */
  readonly keepAliveMs?: number;
  /** How long the slow switches take. */
  readonly slowMs?: number;
  /** Folder for what a switch leaves behind between two starts; the system's folder for temporary files by default. */
  readonly stateFolder?: string;
}

export interface Settings extends Required<Omit<ConformanceOptions, 'breaks' | 'stateFolder'>> {
  readonly stateFolder: string | undefined;
  readonly broken: (id: SwitchId) => boolean;
  /** Ends the server at once, as a crash would. */
  readonly crash: () => void;
}

export function settle({ breaks = [], ...options }: ConformanceOptions, crash: Settings['crash']): Settings {
  const switches = new Set<SwitchId>(breaks);
  return {
    era: 'dual',
    revision: '2025-11-25',
    auth: 'none',
    without: [],
    tasks: false,
    tools: 0,
    transport: 'http',
    answers: 'auto',
    getStream: true,
    sessions: true,
    pageSize: Math.max(3, Math.ceil((options.tools ?? 0) / 20)),
    keepAliveMs: 15_000,
    slowMs: 6000,
    stateFolder: undefined,
    ...options,
    broken: (id) => switches.has(id),
    crash,
  };
}
