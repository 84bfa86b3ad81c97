// The switchable conformance server: keeps every rule of both protocol eras, unless told which to break.
import { parseArgs } from 'node:util';
import { startConformanceServer } from '../src/conformance/http/start.ts';
import { isLegacyRevision } from '../src/conformance/revisions.ts';
import type { ConformanceOptions } from '../src/conformance/settings.ts';
import { serveStdio } from '../src/conformance/stdio/serve.ts';
import { isSwitchId, SWITCHES, type SwitchId } from '../src/conformance/switches.ts';

const { values } = parseArgs({
  options: {
    transport: { type: 'string', default: 'stdio' },
    era: { type: 'string', default: 'dual' },
    revision: { type: 'string', default: '2025-11-25' },
    break: { type: 'string', multiple: true, default: [] },
    auth: { type: 'string', default: 'none' },
    without: { type: 'string', multiple: true, default: [] },
    tasks: { type: 'boolean', default: false },
    tools: { type: 'string', default: '0' },
    answers: { type: 'string', default: 'auto' },
    'page-size': { type: 'string' },
    'slow-ms': { type: 'string' },
    'state-folder': { type: 'string' },
    'no-get-stream': { type: 'boolean', default: false },
    'no-sessions': { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});

if (values.list) {
  for (const [id, { check, eras, transports, does }] of Object.entries(SWITCHES)) console.log([id, check, eras, transports.join(','), does].join('\t'));
} else {
  const transport = pick('transport', values.transport, ['stdio', 'http', 'sse']);
  const options: ConformanceOptions = {
    transport: transport === 'sse' ? 'sse' : 'http',
    era: transport === 'sse' ? 'legacy' : pick('era', values.era, ['legacy', 'modern', 'dual']),
    revision: isLegacyRevision(values.revision) ? values.revision : refuse(`unknown revision "${values.revision}"`),
    breaks: values.break.flatMap((word) => word.split(',')).map(toSwitch),
    auth: pick('auth', values.auth, ['none', 'bearer']),
    without: values.without.flatMap((word) => word.split(',')).map((word) => pick('without', word, ['prompts', 'logging', 'completions'])),
    tasks: values.tasks,
    tools: numberOf('tools', values.tools),
    answers: pick('answers', values.answers, ['auto', 'json', 'sse']),
    getStream: !values['no-get-stream'],
    sessions: !values['no-sessions'],
    ...(values['page-size'] === undefined ? {} : { pageSize: numberOf('page-size', values['page-size']) }),
    ...(values['slow-ms'] === undefined ? {} : { slowMs: numberOf('slow-ms', values['slow-ms']) }),
    ...(values['state-folder'] === undefined ? {} : { stateFolder: values['state-folder'] }),
  };
  if (transport === 'stdio') await serveStdio(options);
  else {
    const { url, close } = await startConformanceServer(options);
    console.error(url);
    process.on('SIGTERM', () => void close().then(() => process.exit(0)));
  }
}

function toSwitch(word: string): SwitchId {
  return isSwitchId(word) ? word : refuse(`unknown switch "${word}"; --list shows them all`);
}

function pick<Word extends string>(flag: string, word: string, words: readonly Word[]): Word {
  return words.find((one) => one === word) ?? refuse(`--${flag} takes ${words.join(', ')}, not "${word}"`);
}

function numberOf(flag: string, word: string): number {
  return /^\d+$/.test(word) ? Number(word) : refuse(`--${flag} takes a number, not "${word}"`);
}

function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(64);
}
