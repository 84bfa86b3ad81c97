import type { EntryDialect, EntryProblem, Transport } from '../model/index.ts';
import { type EntrySource, makeProblem } from './entry-source.ts';
import { suggestTypeWord, writeTransport } from './field-words.ts';
import type { EntryFields } from './read-fields.ts';

export interface TransportReading {
  readonly transport: Transport | 'http-then-sse' | 'unknown';
  readonly problems: readonly EntryProblem[];
}

/** How this client would connect an entry, and what it minds about the choice. */
export function readTransport(entry: EntrySource, fields: EntryFields): TransportReading {
  const { dialect } = entry;
  const { type, command, url } = fields;
  const problems: EntryProblem[] = [];
  const report = (path: readonly string[], problem: Parameters<typeof makeProblem>[2]): void => {
    problems.push(makeProblem(entry, [...fields.base, ...path], problem));
  };
  const dropped = effectOfDrop(dialect);
  if (type !== undefined && dialect.otherTypes?.includes(type)) return { transport: 'unknown', problems };
  if (dialect.noRemote !== undefined && url !== undefined && command === undefined) {
    report([url.field], {
      kind: 'remote-not-supported',
      found: url.field,
      expected: dialect.noRemote.instead,
      effect: dialect.noRemote.wholeFileRefused ? 'file-refused' : 'entry-dropped',
    });
    return { transport: guessRemote(dialect, url.value), problems };
  }
  const stated = type === undefined || !Object.hasOwn(dialect.types, type) ? undefined : dialect.types[type];
  const typeField = dialect.fields.type;
  if (typeField !== undefined && type !== undefined && stated === undefined && Object.keys(dialect.types).length > 0) {
    const suggestion =
      suggestTypeWord(type, dialect) ?? (url !== undefined && command === undefined ? writeTransport('http', dialect) : writeTransport('stdio', dialect));
    report([typeField], {
      kind: 'unknown-type-word',
      found: entry.redactor.text(type).slice(0, 60),
      expected: Object.keys(dialect.types).join(', '),
      ...(suggestion === undefined ? {} : { suggestion }),
      effect: dropped,
    });
    return { transport: url !== undefined && command === undefined ? guessRemote(dialect, url.value) : command !== undefined ? 'stdio' : 'unknown', problems };
  }
  if (url === undefined && command === undefined) {
    const isSupplied = dialect.suppliedElsewhere?.some((name) => Object.hasOwn(fields.members, name)) === true;
    if (!isSupplied && !hasBrokenStart(entry, fields))
      report([], { kind: 'neither-url-nor-command', expected: `"${dialect.fields.command}" or "${dialect.fields.url[0] ?? 'url'}"`, effect: dropped });
    return { transport: stated ?? 'unknown', problems };
  }
  if (url !== undefined && command !== undefined) return { transport: chooseOfBoth(entry, fields, stated, report), problems };
  if (stated !== undefined) {
    const isRemote = stated !== 'stdio';
    // A field such as "httpUrl" decides whatever the type says (Gemini CLI 0.61.0, run 2026-11-20).
    if (isRemote === (url !== undefined)) return { transport: transportOfField(dialect, url?.field) ?? stated, problems };
    const suggestion = url === undefined ? writeTransport('stdio', dialect) : writeTransport(guessWord(url.value), dialect);
    if (typeField !== undefined)
      report([typeField], {
        kind: 'type-contradicts',
        found: entry.redactor.text(type ?? ''),
        expected: isRemote ? 'a URL' : 'a command',
        ...(suggestion === undefined ? {} : { suggestion }),
        effect: dropped,
      });
    return { transport: stated, problems };
  }
  return url === undefined ? { transport: readCommandWithoutType(entry, report), problems } : { transport: readUrlWithoutType(entry, url, report), problems };
}

type Report = (path: readonly string[], problem: Parameters<typeof makeProblem>[2]) => void;

function readCommandWithoutType({ dialect }: EntrySource, report: Report): Transport {
  const suggestion = writeTransport('stdio', dialect);
  if (dialect.typeRequired === true)
    report([], {
      kind: 'type-missing',
      expected: `"${dialect.fields.type ?? 'type'}"`,
      ...(suggestion === undefined ? {} : { suggestion }),
      effect: effectOfDrop(dialect),
    });
  return 'stdio';
}

function readUrlWithoutType({ dialect }: EntrySource, url: { readonly field: string; readonly value: string }, report: Report): TransportReading['transport'] {
  const byField = transportOfField(dialect, url.field);
  if (byField !== undefined) return byField;
  const otherwise = dialect.urlWithoutType;
  if (otherwise === 'http' || otherwise === 'sse' || otherwise === 'http-then-sse') return otherwise;
  const suggestion = writeTransport(guessWord(url.value), dialect) ?? writeTransport('http', dialect);
  report([], {
    kind: 'type-missing',
    expected: `"${dialect.fields.type ?? 'type'}" beside "${url.field}"`,
    ...(suggestion === undefined ? {} : { suggestion }),
    effect: otherwise === 'stdio' ? 'treated-otherwise' : otherwise === 'skipped' ? 'entry-dropped' : effectOfDrop(dialect),
  });
  return otherwise === 'stdio' ? 'unknown' : guessRemote(dialect, url.value);
}

function transportOfField({ urlFieldTransport }: EntryDialect, field: string | undefined): Transport | undefined {
  return urlFieldTransport !== undefined && field !== undefined && Object.hasOwn(urlFieldTransport, field) ? urlFieldTransport[field] : undefined;
}

function chooseOfBoth(entry: EntrySource, fields: EntryFields, stated: Transport | undefined, report: Report): TransportReading['transport'] {
  const { dialect } = entry;
  const both = dialect.urlAndCommand;
  const field = fields.url?.field ?? 'url';
  const byUrl = (): TransportReading['transport'] => (fields.url === undefined ? 'unknown' : readUrlWithoutType(entry, fields.url, () => undefined));
  if (both === 'entry' || both === 'file') {
    report([field], {
      kind: 'both-url-and-command',
      found: `${dialect.fields.command} and ${field}`,
      effect: both === 'file' ? 'file-refused' : 'entry-dropped',
    });
    return stated ?? 'unknown';
  }
  report([field], {
    kind: 'both-url-and-command',
    found: `${dialect.fields.command} and ${field}`,
    effect: stated === undefined ? 'treated-otherwise' : 'ignored',
  });
  if (both === 'url-wins') return stated === undefined || stated === 'stdio' ? byUrl() : stated;
  return both === 'command-wins' ? 'stdio' : (stated ?? 'stdio');
}

// A command or URL that is there but of the wrong type has been reported already.
function hasBrokenStart(entry: EntrySource, fields: EntryFields): boolean {
  const { command, url } = entry.dialect.fields;
  return [command, ...url].some((name) => Object.hasOwn(fields.members, name) && fields.members[name] !== null);
}

function effectOfDrop(dialect: EntryDialect): EntryProblem['effect'] {
  return dialect.wrongValueType === 'file' ? 'file-refused' : 'entry-dropped';
}

/** What the address itself says of its transport. */
export function guessWord(url: string): Transport {
  return /\/sse\/?(?:\?|$)/.test(url) ? 'sse' : 'http';
}

function guessRemote(dialect: EntryDialect, url: string): TransportReading['transport'] {
  return dialect.urlWithoutType === 'http-then-sse' ? 'http-then-sse' : guessWord(url);
}
