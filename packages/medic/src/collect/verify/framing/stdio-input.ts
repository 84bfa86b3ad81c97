import type { StdioInputFacts, Turn } from '../../../model/verify/index.ts';
import { defineProbe, type AnyProbe } from '../define-probe.ts';
import { harmlessMethod, missingSubject } from '../harmless.ts';
import { buildRequest } from '../messages.ts';
import { isObject, own } from '../../protocol/record.ts';
import { pause } from '../wait.ts';

const LIMIT_MS = 3_000;
const LETTERS = 'žluťoučký-日本';
const PIECE_MS = 30;
const GARBAGE_MS = 250;
const LARGE_CHARS = 1_100_000;
const MEMBERS: Readonly<Record<string, string>> = { 'tools/list': 'tools', 'prompts/list': 'prompts', 'resources/list': 'resources' };

/** Everything a stream may do to a message on its way to the server. */
export const probe: AnyProbe = defineProbe({
  id: 'stdio-input',
  where: 'spare',
  transports: ['stdio'],
  limitMs: 90_000,
  async observe({ spare, era, capabilities, signal }) {
    const peer = await spare();
    if (peer.transport !== 'stdio') throw new TypeError('this probe starts a process');
    const method = harmlessMethod(era, capabilities);
    const line = (id: number): string => JSON.stringify(buildRequest(era, id, method, undefined, {}));
    peer.write(`${line(9_101)}\r\n`);
    const crlf = await peer.awaitAnswer(9_101, LIMIT_MS, 'a line that ends with CR LF');
    const text = `${line(9_102)}\n`;
    const third = Math.floor(text.length / 3);
    for (const piece of [text.slice(0, third), text.slice(third, 2 * third)]) {
      peer.write(piece);
      await pause(PIECE_MS, signal);
    }
    peer.write(text.slice(2 * third));
    const chunked = await peer.awaitAnswer(9_102, LIMIT_MS, 'a message in three pieces');
    peer.write(`${line(9_103)}\n${line(9_104)}\n`);
    const [one, two] = await Promise.all([
      peer.awaitAnswer(9_103, LIMIT_MS, 'the first of two messages in one piece'),
      peer.awaitAnswer(9_104, LIMIT_MS, 'the second of two messages in one piece'),
    ]);
    const methods = Object.keys(MEMBERS).filter((name) => isObject(own(capabilities, name.slice(0, name.indexOf('/')))));
    const asked = Array.from({ length: 10 }, (_, i) => methods[i % Math.max(1, methods.length)] ?? method);
    const concurrent = await Promise.all(
      asked.map(async (name) => ({
        ...(MEMBERS[name] === undefined ? {} : { member: MEMBERS[name] }),
        turn: await peer.request(name, undefined, { limitMs: LIMIT_MS }),
      })),
    );
    const large = await peer.request(method, { _meta: { 'medic/padding': 'x'.repeat(LARGE_CHARS) } }, { limitMs: 2 * LIMIT_MS });
    const subject = missingSubject(capabilities, LETTERS);
    // Its error repeats the name, and with it letters beyond ASCII.
    const letters = subject === undefined || !peer.isAlive() ? undefined : await peer.request(subject.method, subject.params, { limitMs: LIMIT_MS });
    const after = async (garbage: string): ReturnType<typeof peer.request> => {
      if (!peer.isAlive()) return peer.request(method, undefined, { limitMs: 1 });
      // Its own answer, if any, must not be taken for that of the request behind it.
      await peer.raw(garbage, 'garbage', { limitMs: GARBAGE_MS });
      return peer.request(method, undefined, { limitMs: LIMIT_MS });
    };
    return {
      crlf,
      chunked,
      merged: [one, two],
      concurrent,
      large,
      ...(letters === undefined ? {} : { letters: { turn: letters, repeated: readLetters(letters) } }),
      after: {
        'text that is no JSON': await after('this is no JSON'),
        'a JSON array': await after(`[${line(9_105)}]`),
        'a request with a null id': await after(line(9_106).replace('"id":9106', '"id":null')),
      },
      streams: peer.streams(),
    };
  },
});

/** How the name came back, if at all: UTF-8 that was read as Latin-1, or letters that were lost while reading, leave their mark. */
function readLetters({ answer }: Turn): NonNullable<StdioInputFacts['letters']>['repeated'] {
  const text = JSON.stringify(answer?.json ?? null);
  if (text.includes(LETTERS)) return 'whole';
  const damaged = [Buffer.from(LETTERS).toString('latin1'), LETTERS.replaceAll(/[^\p{ASCII}]/gu, '?'), LETTERS.replaceAll(/[^\p{ASCII}]/gu, '\ufffd')];
  return damaged.some((form) => text.includes(JSON.stringify(form).slice(1, -1))) ? 'damaged' : 'not';
}
