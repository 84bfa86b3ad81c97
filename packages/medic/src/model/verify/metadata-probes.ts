import type { Turn } from './turn.ts';

/** Observations of group `metadata`, by probe id. Modern era only. */
export interface MetadataProbes {
  /** The same harmless request with parts of `_meta` left out; key: what was missing. */
  readonly 'meta-missing': {
    readonly all: Turn;
    readonly protocolVersion: Turn;
    readonly clientCapabilities: Turn;
    readonly clientInfo: Turn;
    /** A log level that does not exist, instead of something missing. */
    readonly logLevel: Turn;
  };
  /** Methods that no revision knows, and those that 2026-07-28 removed; key: the method. And a request about something that does not exist. */
  readonly 'gone-methods': { readonly methods: Readonly<Record<string, Turn>>; readonly subject?: Turn };
  readonly 'header-rules': HeaderFacts;
  /** A good result of each method that can be asked without side effects; key: the method. */
  readonly 'modern-results': Readonly<Record<string, Turn>>;
}

/** HTTP only. Requests whose headers and body do not fit; absent where the server has nothing that could be named. */
export interface HeaderFacts {
  readonly missingVersion: Turn;
  readonly missingMethod: Turn;
  readonly wrongVersion: Turn;
  readonly wrongMethod: Turn;
  /** Header value in another case than the method in the body. */
  readonly otherCase: Turn;
  /** Header names in odd case, values with spaces around. */
  readonly oddNames: Turn;
  readonly missingName?: Turn;
  readonly wrongName?: Turn;
  /** The same for the other kinds of things that have names. */
  readonly wrongNames?: readonly Turn[];
  /** The name as base64 between its markers, of a subject that does not exist: anything but a header fault is right. */
  readonly encodedName?: Turn;
  /** Markers around text that is no base64. */
  readonly brokenName?: Turn;
}
