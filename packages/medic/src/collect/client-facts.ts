import type { ClientDefinition, ClientFacts, Known } from '../model/index.ts';
import type { OutlookClient } from '../model/verify/index.ts';

/** The part of a client definition that rules may know, as plain data. */
export function clientFacts(definition: ClientDefinition): ClientFacts {
  const { dialect, handshake, http, launch, timeout } = definition;
  return {
    id: definition.id,
    name: definition.name,
    kind: definition.kind,
    connectMs: timeout.connectMs,
    ...(timeout.raise === undefined ? {} : { raiseTimeout: timeout.raise }),
    ...(timeout.listCommandMs === undefined ? {} : { listCommandMs: timeout.listCommandMs }),
    ...(timeout.listCommand === undefined ? {} : { listCommand: timeout.listCommand }),
    reload: definition.reload,
    expansionSyntax: [...definition.expansion.syntax],
    typeWords: { ...dialect.types },
    urlFields: dialect.fields.url.map((name) => {
      const transport = dialect.urlFieldTransport?.[name];
      return { name, ...(transport === undefined ? {} : { transport }) };
    }),
    fields: copyFields(dialect),
    commandShape: dialect.command,
    env: typeof launch.env === 'string' ? launch.env : 'names',
    honoursCwdField: launch.honoursCwdField,
    windowsShims: launch.windowsShims,
    first: handshake.first,
    offers: handshake.offers,
    sse: http.sse,
    oauth: http.oauth,
    ...(http.extraCaVariable === undefined ? {} : { extraCaVariable: http.extraCaVariable }),
    ...(launch.sandboxed === undefined ? {} : { sandboxed: launch.sandboxed }),
    remote: dialect.noRemote === undefined ? 'supported' : { instead: dialect.noRemote.instead },
    ...(definition.limits === undefined ? {} : { limits: copyLimits(definition.limits) }),
  };
}

/** The same for the prediction of what the client will do with a server. */
export function outlookClient(definition: ClientDefinition): OutlookClient {
  const { handshake, http, timeout } = definition;
  const isKnown = (known: Known): boolean => known !== 'recalled';
  return {
    ...clientFacts(definition),
    offersOnStdio: handshake.offersOnStdio ?? handshake.offers,
    accepts: handshake.accepts,
    respawnsAfterProbeExit: handshake.respawnsAfterProbeExit === true,
    discoverFallbackMs: handshake.discoverFallbackMs ?? { stdio: 0, http: 0 },
    fallback: http.fallback,
    follows: http.follows,
    attempts: timeout.attempts ?? 1,
    isKnown: { handshake: isKnown(handshake.known), http: isKnown(http.known), timeout: isKnown(timeout.known) },
  };
}

function copyFields({ fields, headersBelow }: ClientDefinition['dialect']): ClientFacts['fields'] {
  const [url] = fields.url;
  return {
    ...(fields.type === undefined ? {} : { type: fields.type }),
    command: fields.command,
    ...(fields.args === undefined ? {} : { args: fields.args }),
    ...(fields.env === undefined ? {} : { env: fields.env }),
    ...(fields.cwd === undefined ? {} : { cwd: fields.cwd }),
    ...(url === undefined ? {} : { url }),
    // Rules aim their edits at fields of the entry itself.
    ...(fields.headers === undefined || headersBelow !== undefined ? {} : { headers: fields.headers }),
    ...(fields.timeout === undefined
      ? {}
      : { timeout: { name: fields.timeout.name, unitMs: fields.timeout.unitMs, affectsConnect: fields.timeout.affectsConnect } }),
  };
}

function copyLimits({ known: _known, ...limits }: NonNullable<ClientDefinition['limits']>): NonNullable<ClientFacts['limits']> {
  return limits;
}
