import type { Sign } from '../model/index.ts';
import { anyOf, near } from './near.ts';

/** Written like a variable beyond doubt: capitals with an underscore. */
const NAME = String.raw`\b(?<name>[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,60})`;
const NOT_PRESENT = /NotPresent|environment variable not found/u;
/** Anything that can be a variable, for sentences that say themselves that it is one. */
const ANY = String.raw`(?<name>[A-Za-z_][A-Za-z0-9_]{2,80})`;
const QUOTE = String.raw`['"\x60]?`;
const LACKS =
  '(?:(?:is|are|was|were|has|have) )?(?:both )?(?:not (?:been )?(?:set|defined|found|provided|configured|present|specified|given|available)|missing|required|undefined|unset|empty|mandatory|must be (?:set|provided|defined|specified|configured))';

/** How programs say that a variable they need is not there. Sentences from their own text, not from any list. */
export const MISSING_VARIABLE_SIGNS: readonly Sign[] = [
  {
    // A host of servers checks the settings it was given against the server's schema, with Ajv.
    id: 'setting',
    literals: ['missingProperty'],
    pattern: /missingProperty\\{0,3}":\\{0,3}"(?<name>\w{0,40}(?:[Kk]ey|[Tt]oken|[Ss]ecret)\w{0,20})\\{0,3}"/u,
    loose: true,
  },
  {
    id: 'env-first',
    literals: ['nvironment variable', 'nvironment Variable', 'ENVIRONMENT VARIABLE', 'env var', 'Env var', 'ENV var', 'nv variable'],
    pattern: new RegExp(String.raw`\b[Ee]nv(?:ironment)? [Vv]ar(?:iable)?(?:s|\(s\))?:? ${QUOTE}\$?${ANY}${QUOTE}(?: for .{1,80}?)?,? ?${LACKS}`, 'u'),
  },
  {
    id: 'env-after',
    literals: ['nvironment', ' env'],
    pattern: new RegExp(String.raw`${QUOTE}\b${NAME}${QUOTE} (?:env(?:ironment)?\b)(?: ?var(?:iable)?)?s?(?: or .{1,60}?)? ${LACKS}`, 'u'),
  },
  {
    id: 'missing-env',
    literals: ['issing', 'nset', 'ndefined', 'equired', 'o value'],
    pattern: new RegExp(
      String.raw`(?:[Mm]issing|[Uu]nset|[Uu]ndefined|[Rr]equired|no value for) (?:the )?(?:required |mandatory |following |necessary )?(?:an )?env(?:ironment)?(?: ?var(?:iable)?)?(?:s|\(s\))?(?: (?:not set|missing|not found|not provided|is not set|are not set|for \w{1,20}))?:? ${QUOTE}${ANY}`,
      'iu',
    ),
  },
  {
    id: 'please-set',
    literals: ['set', 'provide', 'export', 'define', 'SET'],
    pattern: new RegExp(
      String.raw`(?:[Pp]lease|must|need to|[Yy]ou (?:should|have to)|required to|either|by|flag or) (?:set(?:ting)?|provide|provid(?:ing)|export|define|specify|configure|add) (?:the |your |a |an |a valid )?(?:env(?:ironment)? var(?:iable)? )?${QUOTE}\$?${NAME}`,
      'u',
    ),
  },
  {
    id: 'name-lacks',
    literals: [
      'not set',
      'not found',
      'not defined',
      'not provided',
      'not configured',
      'required',
      'issing',
      'must be',
      'undefined',
      'unset',
      'empty',
      'not specified',
      'not present',
    ],
    pattern: new RegExp(String.raw`(?:^|[\s'"\x60(\[$:])${NAME}${QUOTE}[:,]? ${LACKS}`, 'u'),
  },
  {
    id: 'lacks-name',
    literals: ['issing', 'o ', 'required'],
    pattern: new RegExp(
      String.raw`(?:[Mm]issing|\bNo|required (?:key|variable|setting|config(?:uration)?)) (?:(?:required|value for|config(?:uration)?|setting|variable):? ){0,2}:? ?${QUOTE}${NAME}${QUOTE}(?:$|[\s.,;:!)])`,
      'u',
    ),
  },
  {
    id: 'in-environment',
    literals: ['in environment', 'in the environment', 'via environment', 'as environment', 'in your environment', 'environment variables'],
    pattern:
      /\b(?:must|should|needs? to|has to|have to) be (?:set|provided|defined|configured|specified)\b.{0,30}\b(?:in|via|as|through|using) (?:the |your |an? )?env(?:ironment)?\b/iu,
  },
  {
    id: 'fetched',
    literals: ['key not found: "', 'could not fetch environment variable'],
    pattern: /key not found: "(?<name>[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,60})"|could not fetch environment variable "(?<unset>\w{2,80})"/u,
    loose: true,
  },
  // An issue of zod whose path is a variable, as process.env is checked.
  { id: 'zod-path', literals: ['"path": ['], pattern: /"path": ?\[ ?"(?<name>[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,60})" ?\]/u, loose: true },
  {
    id: 'camel',
    literals: ['Key is required', 'Token is required', 'Secret is required', 'Url is required'],
    pattern: /\bError: (?<unset>[a-z]\w{1,40}(?:Key|Token|Secret|Url)) is required\b/u,
    loose: true,
  },
  { id: 'python-key', literals: ['KeyError'], pattern: /KeyError: ['"](?<name>[A-Z][A-Z0-9_]{2,80})['"]/u },
  {
    id: 'shell',
    literals: ['unbound variable', 'parameter not set', 'parameter null or not set'],
    pattern: /\b(?<name>[A-Za-z_][A-Za-z0-9_]{1,80}): (?:unbound variable|parameter (?:null or )?not set)/u,
  },
  {
    id: 'rust',
    literals: ['NotPresent', 'environment variable not found'],
    pattern: anyOf(near(new RegExp(String.raw`${NAME}(?!\w)`, 'u'), 80, NOT_PRESENT), NOT_PRESENT),
  },
  {
    id: 'go',
    literals: ['required key', 'required environment variable'],
    pattern: new RegExp(String.raw`required (?:key|environment variable) "?${ANY}"? (?:missing value|is not set)`, 'u'),
  },
  { id: 'spring', literals: ['Could not resolve placeholder'], pattern: /Could not resolve placeholder '(?<name>[^']{2,80})' in value/u },
  { id: 'pydantic', literals: ['Field required', 'field required'], pattern: /Field required \[type=missing|field required \(type=value_error\.missing\)/u },
  {
    id: 'settings',
    literals: ['validation error', 'nvironment validation', 'nvalid environment'],
    pattern:
      /(?<!\d)\d{1,6} validation errors? for (?!(?:Canonical)?MCPConfig\b|MCPServer|StdioServer)(?=\w{0,40}(?:Settings|Config|Env))\w{1,80}|[Ee]nvironment validation (?:failed|error)|[Ii]nvalid environment (?:variables|configuration)/u,
  },
  { id: 'lone-name', literals: ['_'], pattern: /^\s{0,40}['"]?(?<name>[A-Za-z][A-Za-z0-9]{0,40}_[A-Za-z0-9_]{1,60})['"]?,?\s{0,40}$/u },
  {
    id: 'zod',
    literals: ['Required', 'received undefined'],
    pattern: new RegExp(String.raw`${NAME}${QUOTE}:? ?\[?\s?${QUOTE}(?:Required|(?:Invalid input: )?expected \w{1,12}, received undefined)`, 'u'),
  },
  { id: 'zed', literals: ['missing field'], pattern: /context server configuration.{0,200}missing field `(?<name>\w{2,60})`/u },
  {
    id: 'client',
    literals: ['Missing environment variables:', 'unset environment variable', 'unresolved env placeholder'],
    pattern:
      /Missing environment variables: (?<name>[A-Za-z_]\w{1,80})|references an unset environment variable "(?<unset>[A-Za-z_]\w{1,80})"|has unresolved env placeholder/u,
  },
  {
    id: 'api-key',
    literals: ['API', 'api', 'Api', 'token', 'Token'],
    pattern:
      /\b(?:No|[Mm]issing|[Nn]ot? valid) (?:an? )?(?:required )?(?:\w{1,20} )?(?:API[ _-]?(?:key|token)|[Aa]ccess [Tt]oken|api[ _]?[Kk]ey|apiToken)\b(?: (?:provided|found|set|configured|specified))?|\b(?:API[ _-]?(?:key|token)|[Aa]pi[ _]?[Kk]ey|[Aa]ccess [Tt]oken) (?:is |was |must be |has )?(?:required|missing|not (?:set|provided|found|configured|specified)|provided via)|client option must be set either by passing/u,
  },
];
