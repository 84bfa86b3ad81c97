import type { AnyRule, ClientFacts, EntryFacts, FixDraft, Platform, PortFacts } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { editArgs, editEnv, editSteps, writtenArgs } from '../launch-edits.ts';
import { draftHit, groupOf, hasNoAnswer, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { cut, nameServer, sayReload, tell } from '../words.ts';

/** The port of a login's redirect is another fault. */
const OF_LOGIN = /callback|oauth|redirect/iu;

/** The server wants a port that somebody holds, mostly an earlier copy of itself that another client or window started. */
export const rule: AnyRule = defineRule({
  id: 'port-in-use',
  layer: 'startup',
  severity: 'blocks',
  cause: 'port-in-use',
  needs: [],
  uses: ['session', 'client', 'entry', 'port', 'host'],
  signs: [
    { id: 'node', literals: ['EADDRINUSE'], pattern: /\bEADDRINUSE\b(?:.{0,80}?:(?<port>\d{2,5})\b)?/u },
    { id: 'python', literals: ['bind on address'], pattern: /bind on address \('[^']{0,60}', (?<port>\d{2,5})/u },
    { id: 'errno', literals: ['ddress already in use'], pattern: /\[Errno (?:48|98|10048)\] |:(?<tail>\d{2,5})\b.{0,20}address already in use/iu },
    {
      id: 'go',
      literals: ['address already in use', 'Only one usage of each socket address'],
      pattern: /listen \w{2,5} \S{0,60}:(?<port>\d{2,5}): bind: |Only one usage of each socket address/u,
    },
    { id: 'rust', literals: ['(os error 98)', '(os error 48)', '(os error 10048)', 'AddrInUse'], pattern: /\(os error (?:98|48|10048)\)|\bAddrInUse\b/u },
    {
      id: 'java',
      literals: ['BindException', 'already in use'],
      pattern: /java\.net\.BindException: Address already in use|Port (?<port>\d{2,5}) was already in use/u,
    },
    { id: 'dotnet', literals: ['Failed to bind to address'], pattern: /Failed to bind to address \S{0,60}:(?<port>\d{2,5}): address already in use/u },
    {
      id: 'words',
      literals: ['ort '],
      pattern:
        /\b[Pp]ort (?:number )?#?(?<port>\d{2,5})? ?(?:is |was )?(?:still |currently )?(?:already (?:in use|allocated|being used|bound|taken|occupied)|in use\b|being used by|(?:held|taken|occupied|blocked) by (?:another|an?other|a |the |pid)|unavailable|not available)/u,
    },
    { id: 'inspector', literals: ['PORT IS IN USE'], pattern: /PORT IS IN USE at (?:http:\/\/\S{1,60}:|port )(?<port>\d{2,5})/u },
    {
      id: 'docker',
      literals: ['port is already allocated', 'Ports are not available'],
      pattern: /Bind for \S{1,60}:(?<port>\d{2,5}) failed: port is already allocated|Ports are not available: exposing port TCP \S{1,60}:(?<exposed>\d{2,5})/u,
    },
    { id: 'denied', literals: ['listen EACCES'], pattern: /listen EACCES: permission denied \S{0,60}?:?(?<port>\d{2,5})\b/u },
  ],

  judge({ session, client, entry, port: facts, host, signs }) {
    if (session !== undefined && !hasNoAnswer(session)) return [];
    const meant = signsToJudge(signs, session).filter(({ quote }) => !OF_LOGIN.test(quote));
    if (meant.length === 0) return [];
    const number = groupOf(meant, 'port') ?? groupOf(meant, 'tail') ?? groupOf(meant, 'exposed') ?? (facts === undefined ? undefined : String(facts.port));
    const port = String(facts?.port) === number ? facts : undefined;
    const isDenied = meant.every(({ sign }) => sign === 'denied');
    const holder = port?.holder;
    const shown = number === undefined ? 'a port' : `port ${number}`;
    return draftHit(meant, {
      confidence: isDenied ? 'likely' : weighStartup(meant, session, signsNamed(meant, 'words').length === meant.length ? 'likely' : 'confirmed'),
      title: isDenied ? `${nameServer(entry)} may not listen on ${shown}` : `${nameServer(entry)} cannot have ${shown}: it is in use`,
      why: isDenied
        ? `The system reserves ${shown}: below 1024 for administrators, or for a range Windows keeps.`
        : holder === undefined
          ? `Another process listens on ${shown}, mostly an earlier copy of the same server.`
          : `${holder.name} (pid ${holder.pid}) listens on ${shown}.`,
      evidence:
        holder === undefined ? [] : [{ what: 'who listens there now', where: (port?.addresses ?? []).join(', '), quote: `${holder.name}, pid ${holder.pid}` }],
      fixes: [
        ...(entry === undefined || client === undefined || number === undefined ? [] : moveOn(entry, client, Number(number), port?.freeAbove)),
        ...draftFixes(number, isDenied, port, host?.platform, sayReload(client)),
      ],
      decisive:
        number === undefined
          ? 'end every client that starts this server, then start one of them'
          : `run "${host?.platform === 'win32' ? `netstat -ano | findstr :${number}` : `lsof -i :${number}`}" to see who listens`,
    });
  },
});

/** The next free port, where the entry itself names the busy one; whether it still is free shows when it is tried. */
function moveOn(entry: EntryFacts, client: ClientFacts, port: number, next: number = port + 1): readonly FixDraft[] {
  if (entry.file === '' || port < 1024 || next > 65_535) return [];
  const [from, to] = [new RegExp(`(^|[=:])${port}$`, 'u'), `$1${next}`];
  const args = writtenArgs(entry, client);
  const named =
    args?.some((word) => from.test(word)) === true
      ? editArgs(
          entry,
          client,
          args.map((word) => word.replace(from, to)),
        )
      : undefined;
  const variable = Object.entries(entry.effective.env ?? {}).find(([, value]) => value === String(port))?.[0];
  const edits = named ?? (variable === undefined ? undefined : editEnv(entry, client, { [variable]: String(next) }));
  if (edits === undefined || edits.length === 0) return [];
  return [{ id: 'choose-port', title: `Give the server port ${next}`, safety: 'review', steps: editSteps(edits, client) }];
}

function draftFixes(
  number: string | undefined,
  isDenied: boolean,
  port: PortFacts | undefined,
  platform: Platform | undefined,
  reload: string,
): readonly FixDraft[] {
  const another = tell(
    'choose-port',
    'Give the server another port',
    `Set a free port above 1024 in its arguments or "env" (often PORT or --port), a different one for each client or window${number === undefined ? '' : `; ${number} is taken`}.${reload}`,
  );
  if (isDenied) return [another];
  const holder = port?.holder;
  const look =
    platform === 'win32' ? `"netstat -ano | findstr :${number ?? 'PORT'}", then end it in the task manager` : `"lsof -i :${number ?? 'PORT'}", then "kill PID"`;
  const stop = tell(
    'stop-holder',
    holder === undefined ? 'End the process that holds the port' : `End ${cut(holder.name, 30)} (pid ${holder.pid})`,
    `${holder === undefined ? `Find it with ${look}` : `Make sure that nothing needs it, then end process ${holder.pid}`}. When other windows or clients start the same server, let only one of them do so.${reload}`,
  );
  return [stop, another];
}
