import type { ParserFacts } from '../../model/index.ts';

/** `JSON.parse` as it is: no BOM, no comments, no trailing commas. */
export const STRICT_JSON: Omit<ParserFacts, 'known'> = { bom: 'refused', comments: 'refused', trailingComma: 'refused' };

/** A JSON reader that takes comments and trailing commas. */
export const JSON_WITH_COMMENTS: Omit<ParserFacts, 'known'> = { bom: 'accepted', comments: 'accepted', trailingComma: 'accepted' };

/** TOML and YAML have comments and allow a comma before a closing bracket by their own grammar. */
export const OWN_GRAMMAR: Omit<ParserFacts, 'known'> = { ...JSON_WITH_COMMENTS };

/** Nobody has looked: what a client may accept is not held against the file. */
export const UNKNOWN_PARSER: ParserFacts = { ...JSON_WITH_COMMENTS, known: 'recalled' };
