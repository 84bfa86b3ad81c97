import type { ClientId, Platform, Redactor, SignHit } from '../../model/index.ts';
import type { SignMatcher } from '../signs.ts';
import { guessClient, guessPlatform } from './guess-origin.ts';
import { joinLines } from './join-lines.ts';
import { isPayload, viewLine, type ViewedLine } from './list-views.ts';
import type { PastedLine } from './pasted-line.ts';
import { splitServers } from './split-servers.ts';
import { readStateMark, type StateMark } from './state-marks.ts';
import { hasEscapedQuotes, plainBlanks, straightQuotes, unescapeText } from './undo-quoting.ts';

/** What pasted text holds: for each server that its lines name, what was recognised and whether it was seen working. */
export interface PastedText {
  readonly servers: readonly PastedServer[];
  readonly formats: readonly string[];
  readonly client?: ClientId;
  readonly platform?: Platform;
  /** The lines that were looked at, redacted and unquoted. */
  readonly texts: readonly string[];
  /** The same without messages and source code, whose words are data. */
  readonly said: readonly PastedLine[];
}

export interface PastedServer {
  readonly name?: string;
  readonly signs: readonly SignHit[];
  /** Numbers of the lines that show a working connection, ascending. */
  readonly upLines: readonly number[];
  /** The same for single requests that were answered. */
  readonly answeredLines: readonly number[];
  readonly lines: number;
}

const HITS_PER_SIGN_CAP = 50;

/** Reads lines, the whole text or the telling part of a long one, into recognised signs. Everything quoted is redacted. */
export function collectPasted(lines: readonly PastedLine[], matcher: SignMatcher, redactor: Redactor): PastedText {
  const viewed = lines.map((line) => viewLine({ number: line.number, text: redactLine(plainBlanks(line.text), redactor) }));
  const formats = [...new Set(viewed.flatMap(({ read }) => read.format ?? []))];
  const client = guessClient(formats);
  const texts = viewed.map(({ text }) => text);
  const platform = guessPlatform(texts);
  return {
    servers: splitServers(viewed).map(({ name, lines: own }) => ({
      ...(name === undefined ? {} : { name }),
      signs: matchServer(own, matcher, redactor),
      upLines: listMarks(own, 'up'),
      answeredLines: listMarks(own, 'answered'),
      lines: own.length,
    })),
    formats,
    texts,
    said: viewed.filter(({ views }) => views.length > 0).map(({ number, text }) => ({ number, text })),
    ...(client === undefined ? {} : { client }),
    ...(platform === undefined ? {} : { platform }),
  };
}

/** A secret between typographic quotes is seen as one between straight ones only; then the line is shown with those. */
function redactLine(text: string, redactor: Redactor): string {
  const straight = straightQuotes(text);
  const redacted = straight === undefined ? undefined : redactor.text(straight);
  return redacted === undefined || redacted === straight ? redactor.text(text) : redacted;
}

function matchServer(lines: readonly ViewedLine[], matcher: SignMatcher, redactor: Redactor): readonly SignHit[] {
  const texts: string[] = [];
  const numbers: number[] = [];
  for (const { number, text, read, views } of lines) {
    for (const view of views) {
      // Unescaping may uncover a secret that was not to be seen as one before.
      texts.push(view === text || view === read.message ? view : redactor.text(view));
      numbers.push(number);
    }
  }
  for (const { number, text } of joinLines(lines)) {
    if (isPayload(text)) continue;
    for (const view of viewLine({ number, text }).views) {
      texts.push(redactor.text(view));
      numbers.push(number);
    }
  }
  return keepDistinct(matcher.matchLines(texts, 'pasted').map((hit) => ({ ...hit, line: numbers[hit.line - 1] ?? hit.line })));
}

/** One hit of a sign on a line is enough; the one that captured most is kept. */
function keepDistinct(hits: readonly SignHit[]): readonly SignHit[] {
  const kept = new Map<string, SignHit>();
  const counts = new Map<string, number>();
  for (const hit of hits) {
    const sign = `${hit.rule}/${hit.sign}`;
    const key = `${sign}/${hit.line}`;
    const before = kept.get(key);
    if (before === undefined) {
      const count = counts.get(sign) ?? 0;
      if (count >= HITS_PER_SIGN_CAP) continue;
      counts.set(sign, count + 1);
    } else if (Object.keys(before.groups).length >= Object.keys(hit.groups).length) continue;
    kept.set(key, hit);
  }
  return [...kept.values()].toSorted((a, b) => a.line - b.line);
}

/** A message as a field of another one: its quotes are escaped. */
function plainMessage(text: string): string {
  return hasEscapedQuotes(text) ? unescapeText(text) : text;
}

function listMarks(lines: readonly ViewedLine[], mark: StateMark): readonly number[] {
  return lines.filter(({ text }) => readStateMark(plainMessage(straightQuotes(text) ?? text)) === mark).map(({ number }) => number);
}
