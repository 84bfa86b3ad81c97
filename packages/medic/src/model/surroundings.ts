/** What stands around a remote server: names, addresses, certificates, neighbours, authorization, containers, ports. */
export interface NetworkFacts {
  readonly host: string;
  readonly port: number;
  readonly isLoopback: boolean;
  readonly isPrivate: boolean;
  readonly dns: { readonly ms: number; readonly addresses: readonly { readonly address: string; readonly family: 4 | 6 }[]; readonly errno?: string };
  /** One TCP connection per resolved address and, for loopback names, per loopback address. */
  readonly tcp: readonly {
    readonly address: string;
    readonly family: 4 | 6;
    readonly state: 'open' | 'refused' | 'timeout' | 'unreachable' | 'reset' | 'denied';
    readonly errno?: string;
    readonly ms: number;
  }[];
  /**
   * The same port of this machine under another name, tried when the configured name leads nowhere: `127.0.0.1` for a container's
   * or Compose service's name, `host.docker.internal` for a loopback address seen from inside a container.
   */
  readonly otherNames?: readonly {
    readonly name: string;
    readonly address?: string;
    readonly state: 'open' | 'refused' | 'timeout' | 'unreachable' | 'reset' | 'denied' | 'not-found';
    readonly errno?: string;
  }[];
  /** Other ports of the same loopback host on which something answers MCP: found from configs, Compose files and well-known ports. */
  readonly otherPorts?: readonly { readonly port: number; readonly because: string }[];
  readonly proxy?: {
    readonly url: string;
    readonly from: string;
    readonly appliesTo: 'client' | 'nobody';
    readonly noProxy?: string;
    readonly reachable: boolean;
    readonly errno?: string;
    readonly connectStatus?: number;
    /** Direct connection without the proxy, when that could be tried. */
    readonly directWorks?: boolean;
  };
}

export interface TlsFacts {
  readonly host: string;
  readonly port: number;
  readonly protocol?: string;
  readonly error?: { readonly code: string; readonly message: string };
  readonly chain: readonly CertificateFacts[];
  /** The same handshake with the system's trust store, and with NODE_EXTRA_CA_CERTS, when they exist. */
  readonly systemTrusts?: boolean;
  readonly extraCaTrusts?: boolean;
  /** The file that NODE_EXTRA_CA_CERTS (or the client's own variable) names is not there or holds no certificate: Node goes on without it. */
  readonly extraCaMissing?: string;
  /** What is wrong besides the unknown issuer, found with a store that knows it: the next error once trust is mended. */
  readonly nextError?: { readonly code: string; readonly message: string };
  /** Highest protocol the peer speaks when ours were refused. */
  readonly onlyOldProtocol?: string;
  /** The leaf verifies once the missing intermediate (from AIA, not fetched; or from the store) is assumed. */
  readonly missingIssuer?: string;
  /** Issuer is a known inspection product or private root that also signs for other public names. */
  readonly inspectionProduct?: string;
}

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly altNames: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly selfSigned: boolean;
  readonly isCa: boolean;
  readonly fingerprint256: string;
  /** Where the issuer's certificate can be had (authority information access), as the certificate itself says. */
  readonly issuerUrl?: string;
}

export interface NeighbourFacts {
  /** Other ways to reach the server, each tried with one harmless request. */
  readonly tries: readonly NeighbourTry[];
}

export interface NeighbourTry {
  /** What was changed: `path /mcp`, `transport sse`, `127.0.0.1 for localhost`, `https`, `host header localhost`, `no origin`, `accept both`. */
  readonly change: string;
  readonly url: string;
  readonly transport: 'http' | 'sse';
  readonly result: 'mcp' | 'mcp-needs-auth' | 'not-mcp' | 'unreachable';
  readonly status?: number;
  readonly detail: string;
}

export interface OAuthFacts {
  readonly challenge?: {
    readonly raw: string;
    readonly scheme: string;
    readonly resourceMetadata?: string;
    readonly scope?: string;
    readonly error?: string;
    readonly errorDescription?: string;
    /** Set when another scheme stands before this one: clients on the official SDK look at the first only. */ readonly firstScheme?: string;
  };
  /** Whether the configured request carried an Authorization header or a token in another form. */
  readonly sentAuthorization: boolean;
  readonly sentScheme?: string;
  /** A JWT's public claims, decoded locally: times as ISO, never the token. */
  readonly token?: {
    readonly expiresAt?: string;
    readonly notBefore?: string;
    readonly audience?: readonly string[];
    readonly issuer?: string;
    readonly scope?: string;
  };
  /** Every metadata URL in the documented order with what it answered. */
  readonly tries: readonly {
    readonly kind: 'protected-resource' | 'authorization-server' | 'openid';
    readonly url: string;
    readonly status?: number;
    readonly ok: boolean;
    readonly fault?: string;
  }[];
  readonly resource?: string;
  readonly resourceMatches?: boolean;
  readonly authorizationServers?: readonly string[];
  readonly issuer?: string;
  readonly issuerMatches?: boolean;
  readonly registration?: 'dynamic' | 'client-id-metadata' | 'both' | 'none';
  readonly pkceS256?: boolean;
  readonly scopesSupported?: readonly string[];
}

export interface DockerFacts {
  readonly engine: 'docker' | 'podman';
  readonly cli?: string;
  readonly daemon: 'up' | 'down' | 'no-permission' | 'no-cli' | 'unknown';
  readonly detail?: string;
  readonly context?: string;
  readonly image?: { readonly name: string; readonly present: boolean };
  /** Running containers that publish or listen on the port in question. */
  readonly containers: readonly { readonly name: string; readonly image: string; readonly ports: string }[];
  /** Services of a Compose file beside the project that name the host or port of the URL. */
  readonly compose?: {
    readonly file: string;
    readonly services: readonly { readonly name: string; readonly ports: readonly string[]; readonly expose: readonly string[] }[];
  };
}

export interface PortFacts {
  readonly port: number;
  readonly holder?: { readonly pid: number; readonly name: string };
  readonly addresses: readonly string[];
  /** The next port above a busy one that was free on loopback when looked at. */
  readonly freeAbove?: number;
}
