import type { AnyRule, ClientFacts, EntryFacts, FixDraft, ValueNote } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { ANSWER_TEXT, isRemote, quoteExchange, readHttpFailure } from '../http-failure.ts';
import { isForeignRefusal, readLogin } from '../login-state.ts';
import { reloadStep } from '../url-edits.ts';
import { quoteField } from '../quote.ts';
import { editNote } from '../value-notes.ts';
import { draftHit, signsToJudge } from '../startup-hit.ts';
import { capBeside } from '../weigh-signs.ts';
import { cut, fitTitle, nameClient, nameServer, sayReload, tell } from '../words.ts';
import { anyOf, near } from '../near.ts';

const UNSENDABLE = new Set(['ERR_INVALID_CHAR', 'ERR_INVALID_HTTP_TOKEN', 'ERR_UNESCAPED_CHARACTERS', 'ERR_HTTP_INVALID_HEADER_VALUE']);

const UNSENDABLE_NOTES = new Set<ValueNote['kind']>(['whitespace-edge', 'newline-inside', 'control-character', 'smart-quotes']);

/** The header is there and not in the form servers read: no "Bearer", twice "Bearer", a line end inside. */
export const rule: AnyRule = defineRule({
  id: 'auth-header-malformed',
  layer: 'auth',
  severity: 'blocks',
  cause: 'auth-header-malformed',
  needs: [],
  uses: ['session', 'oauth', 'entry', 'client'],
  signs: [
    {
      id: 'refused',
      literals: ['header', 'Bearer', 'uthorization: bearer', 'token is malformed', 'token contains an invalid number of segments'],
      pattern:
        /[Aa]uthorization header (?:is )?(?:badly formatted|malformed|must (?:start with|be|use|have)|has (?:an )?invalid|format)|(?<!(?:[Mm]issing|[Nn]o) or )(?:[Ii]nvalid|[Mm]alformed|[Bb]ad) [Aa]uthorization header|must (?:start|begin) with ['"]?Bearer|Bearer (?:Bearer|Authorization:)|missing ['"]?Bearer['"]? (?:prefix|scheme)|(?:unsupported|invalid|unknown) auth(?:entication|orization)? scheme|Expected (?:format: )?['"]?Bearer|[Aa]uthorization: bearer .{0,60}\b401\b|token is malformed: (?:could not base64 decode|token contains an invalid)|token contains an invalid number of segments/u,
      sources: ANSWER_TEXT,
    },
    {
      id: 'unsendable',
      literals: ['header'],
      pattern: anyOf(
        /is an invalid header value|Invalid character in header content/u,
        near(/ERR_INVALID_CHAR\b/u, 60, /header/u),
        near(/Headers\.\w{3,6}: /u, 200, / is an invalid (?:header|HTTP header)/u),
        /Illegal header value|failed to parse header value|invalid HTTP header (?:value|parsed)|net\/http: invalid header field value|Cannot convert argument to a ByteString/u,
      ),
      sources: ANSWER_TEXT,
    },
    {
      id: 'rfc',
      literals: ['invalid_request'],
      pattern: near(/"?invalid_request"?/iu, 120, near(/authorization header|bearer token/iu, 40, /malformed|format|invalid/iu)),
      sources: ANSWER_TEXT,
    },
    {
      id: 'three-parts',
      literals: [
        'Not enough segments',
        'not well formed',
        'not well-formed',
        'tokens',
        'three parts',
        '3 parts',
        'three segments',
        'period characters',
        'has invalid value',
        'has an invalid value',
        'nvalid header value',
        "header requires 'Credential'",
        'The format of value',
        'be of the form',
        'ompact JWS',
        'nvalid HTTP header',
        'eader format',
        'ompact Serialization',
      ],
      pattern: anyOf(
        /\bNot enough segments\b|JWT is not well[- ]formed|(?:JWT|jwt|[Tt]oken) must have (?:three|3) (?:parts|tokens|segments)|must contain exactly 2 period characters|[Ii]nvalid Compact JWS|[Hh]eader ['"]?[\w-]{1,40}['"]? has (?:an )?invalid value|[Ii]nvalid header value\b/u,
        /Authorization header requires 'Credential' parameter|header must be of the form\b|Authorization header format is\b/u,
        near(/The format of value '/u, 200, /' is invalid/u),
      ),
      sources: ANSWER_TEXT,
      loose: true,
    },
    {
      id: 'scheme',
      literals: ['earer', 'uthorization type', 'uthentication scheme', 'uth scheme', 'uthorization scheme', 'uthentication type', 'oken format'],
      pattern:
        /\bmust be (?:sent )?(?:with |as |of type )?(?:the |a )?['"]?Bearer\b|(?:[Uu]nsupported|[Ii]nvalid|[Uu]nknown) (?:[Aa]uth(?:entication|orization)?) (?:scheme|type)\b|\b[Ii]nvalid (?:bearer )?token format\b|use an API key as a Bearer token/u,
      sources: ANSWER_TEXT,
      loose: true,
    },
  ],

  judge({ session, oauth, entry, client, signs }) {
    const failure = readHttpFailure(session);
    if (failure !== undefined) {
      const error = failure.exchange?.error;
      if (failure.stage === 'url' && error !== undefined && UNSENDABLE.has(error.code) && failure.exchange !== undefined) {
        return [
          {
            confidence: 'confirmed',
            title: fitTitle(`${nameClient(client)} cannot send the headers of ${nameServer(entry)}`),
            why: `A header of the entry holds a character that HTTP does not allow, such as a line end or a typographic quote (${error.code}: ${cut(error.message, 120)}).`,
            evidence: [
              quoteExchange(failure.exchange),
              ...(entry === undefined ? [] : [{ what: `the entry "${entry.name}"`, where: `${entry.file}:${entry.line}` }]),
            ],
            fixes: [
              ...cleanHeaders(entry, client),
              tell(
                'clean-header',
                'Write the header value anew',
                `Paste the token without line ends, quotes or other characters around it, and save; in files with variables, look at the variable as well.${sayReload(client)}`,
              ),
            ],
          },
        ];
      }
      const login = readLogin(session, oauth);
      const isRefused = login !== undefined || failure.status === 400;
      const note = entry?.notes.find(({ kind }) => kind === 'bearer-missing' || kind === 'bearer-twice');
      if (!isRefused || note === undefined || entry === undefined || failure.exchange === undefined) return [];
      const scheme = oauth?.challenge?.scheme;
      const wantsBearer = scheme === undefined || scheme.toLowerCase() === 'bearer';
      if (note.kind === 'bearer-missing' && !wantsBearer) return [];
      const isTwice = note.kind === 'bearer-twice';
      return [
        {
          confidence: isTwice || scheme !== undefined ? 'confirmed' : 'likely',
          title: fitTitle(
            isTwice ? `The Authorization header of ${nameServer(entry)} says Bearer twice` : `The Authorization header of ${nameServer(entry)} lacks "Bearer"`,
          ),
          why: `The entry sends "${cut(note.shown, 80)}", and the server answered ${failure.status ?? 401}; it reads "Bearer <token>"${scheme === undefined ? '' : `, as its own ${scheme} challenge says`}.`,
          evidence: [quoteField(entry, note.at, note.shown, note.line), quoteExchange(failure.exchange), ...(login?.evidence.slice(1) ?? [])],
          fixes: [repairHeader(entry, note, client)],
          ...(isTwice || scheme !== undefined ? {} : { decisive: 'whether the server accepts the same token with "Bearer " before it' }),
        },
      ];
    }
    const told = isRemote(session) ? [] : signsToJudge(signs, session).filter(({ quote }) => !isForeignRefusal(quote));
    if (told.length === 0) return [];
    return draftHit(told, {
      confidence: capBeside(session, told, 'likely'),
      title: 'The Authorization header is not in the form the server reads',
      why: 'The header arrived, or should have left, in another form than "Authorization: Bearer <token>".',
      fixes: [
        tell(
          'correct-header',
          'Write the header as "Bearer <token>"',
          `One word Bearer, one blank, the whole token, nothing else: no quotes, no line end, no second Bearer (a variable may bring its own).${sayReload(client)}`,
        ),
      ],
      decisive: 'the length and first word of the header as the server sees it',
    });
  },
});

function repairHeader(entry: EntryFacts, note: EntryFacts['notes'][number], client: Parameters<typeof reloadStep>[0]): FixDraft {
  const title = note.kind === 'bearer-twice' ? 'Take one "Bearer" away' : 'Put "Bearer " before the token';
  const edit = entry.file === '' ? undefined : editNote(entry, note);
  if (edit === undefined)
    return tell('correct-header', title, `Edit ${entry.file}:${note.line}: the value is the word Bearer once, a blank, and the token.${sayReload(client)}`);
  return { id: 'correct-header', title, safety: 'safe', steps: [{ do: 'edit', edits: [edit] }, ...reloadStep(client)] };
}

/** What of the entry's own headers can be seen to be unsendable; a value that a variable brings is not the entry's. */
function cleanHeaders(entry: EntryFacts | undefined, client: ClientFacts | undefined): readonly FixDraft[] {
  const field = client?.fields.headers;
  if (entry === undefined || entry.file === '' || field === undefined) return [];
  const notes = entry.notes.filter(({ at, kind }) => at.includes(field) && UNSENDABLE_NOTES.has(kind));
  const edits = notes.map((note) => editNote(entry, note)).filter((edit) => edit !== undefined);
  if (edits.length === 0 || edits.length !== notes.length) return [];
  return [
    { id: 'clean-header', title: 'Take the characters away that no header may hold', safety: 'safe', steps: [{ do: 'edit', edits }, ...reloadStep(client)] },
  ];
}
