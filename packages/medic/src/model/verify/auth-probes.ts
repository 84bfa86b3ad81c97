import type { JsonObject } from '../json.ts';
import type { Turn } from './turn.ts';

/** Observations of group `auth`, by probe id. No login, no registration; nothing but the configured server gets the user's token. */
export interface AuthProbes {
  /** What the server says to requests that carry no credential at all. */
  readonly 'auth-refusals': RefusalFacts;
  /** Requests with a token that is none, and with the user's token in the address. */
  readonly 'auth-tokens': WrongTokenFacts;
  /** Everything the server publishes about how to log in, in the order clients ask for it. */
  readonly 'auth-metadata': AuthMetadataFacts;
  /** The user's credential, looked at on this machine; never the credential itself. */
  readonly 'auth-credential': CredentialFacts;
}

export interface RefusalFacts {
  /** The first message of this era: `initialize`, `server/discover`, or the opening of the old event stream. */
  readonly first: Turn;
  readonly discover?: Turn;
  /** `tools/list`, whether or not the first message was served. */
  readonly list?: Turn;
  readonly get?: Turn;
  readonly remove?: Turn;
  /** Inside a session that was opened with the user's credentials: `tools/list` and GET without them. */
  readonly inSession?: { readonly list: Turn; readonly get: Turn };
  /** The old transport's event stream opened without a credential. */
  readonly streamOpened?: true;
  /** The challenge of the first refusal. */
  readonly challenge?: ChallengeFacts;
}

export interface ChallengeFacts {
  /** Cut to 1,000 characters. */
  readonly raw: string;
  readonly schemes: readonly { readonly scheme: string; readonly params: Readonly<Record<string, string>> }[];
  /** Why strict readers cannot read it: `a quote is left open`. */
  readonly faults: readonly string[];
}

export interface WrongTokenFacts {
  /** A bearer token that nobody issued. */
  readonly unknown: Turn;
  readonly unknownChallenge?: ChallengeFacts;
  /** The user's token as `?access_token=`, on loopback only: elsewhere it would end up in logs. */
  readonly inAddress?: Turn;
}

export interface MetadataDocument {
  readonly kind: 'protected-resource' | 'authorization-server' | 'openid';
  /** Where it was looked for: `header` for the address in the challenge. */
  readonly place: 'header' | 'path' | 'root' | 'issuer';
  readonly url: string;
  readonly status?: number;
  readonly contentType?: string;
  readonly isHtml?: true;
  /** Present when the answer is a JSON object. */
  readonly json?: JsonObject;
  /** Why clients cannot use it, or what is odd about it. */
  readonly fault?: string;
}

export interface AuthMetadataFacts {
  readonly resources: readonly MetadataDocument[];
  /** Documents of the first authorization server, or of the server's own origin when none is named. */
  readonly issuers: readonly MetadataDocument[];
  /** The issuer the documents were looked for at, as named; absent when it was made up from the server's origin. */
  readonly named?: string;
}

export interface CredentialFacts {
  readonly given: boolean;
  /** `Bearer`, `header X-API-Key`, `query parameter token`. */
  readonly scheme?: string;
  /** What is wrong with the way it is written: `the scheme is written twice`. */
  readonly faults: readonly string[];
  /** Public claims of a JWT; times in ISO. */
  readonly claims?: {
    readonly expiresAt?: string;
    readonly notBefore?: string;
    readonly audience?: readonly string[];
    readonly issuer?: string;
    readonly scope?: string;
  };
  /** When it was looked at. */
  readonly now: string;
}
