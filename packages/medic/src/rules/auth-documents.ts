import type { EvidenceItem, Json, JsonObject } from '../model/index.ts';
import type { AuthMetadataFacts, MetadataDocument } from '../model/verify/index.ts';
import { cut } from './protocol/quote-turn.ts';

/** A document together with where it came from. */
export interface Found {
  readonly document: MetadataDocument;
  readonly json: JsonObject;
}

/** The resource metadata that clients end up with: the first that is a JSON object. */
export function findResource({ resources }: AuthMetadataFacts): Found | undefined {
  return firstJson(resources);
}

/** The authorization server metadata that clients end up with. */
export function findIssuer({ issuers }: AuthMetadataFacts): Found | undefined {
  return firstJson(issuers);
}

function firstJson(documents: readonly MetadataDocument[]): Found | undefined {
  for (const document of documents) if (document.json !== undefined) return { document, json: document.json };
  return undefined;
}

/** A member of a document as evidence. */
export function quoteMember({ document, json }: Found, member: string, what: string): EvidenceItem {
  const value = json[member];
  return { what, where: `GET ${document.url}`, quote: `"${member}": ${value === undefined ? 'absent' : cut(JSON.stringify(value))}` };
}

/** What an address answered instead of a document. */
export function quoteDocument({ url, status, fault, json }: MetadataDocument, what: string): EvidenceItem {
  const reply = fault ?? (json === undefined ? 'no document' : cut(JSON.stringify(json)));
  return { what, where: `GET ${url}`, quote: status === undefined || reply.startsWith('HTTP') ? reply : `HTTP ${status}: ${reply}` };
}

/** Texts of a list member; undefined when it is no list. */
export function readTexts(value: Json | undefined): readonly string[] | undefined {
  return Array.isArray(value) ? (value as readonly Json[]).filter((one): one is string => typeof one === 'string') : undefined;
}

/** https, or http to this machine, as OAuth 2.1 allows while developing. */
export function isSecureAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && (hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')));
}
