import type { ProgramFacts } from '../../model/index.ts';
import type { Invocation } from './unwrap.ts';

type Container = NonNullable<ProgramFacts['container']>;

/** A container command with the places of its host paths: indexes in the original arguments. */
export interface ContainerCall {
  readonly facts: Container;
  /** Host side of `-v`, `--mount`, `--env-file`, `-f`: argument index and path. */
  readonly hostPaths: readonly { readonly index: number; readonly path: string }[];
}

const ENGINES = new Set(['docker', 'podman', 'nerdctl']);
const GLOBAL_VALUES = new Set(['--context', '-c', '--host', '-H', '--config', '--log-level', '-l', '--connection', '--url']);
/** Flags of `run` and `exec` without a value; every other long flag takes one. */
const SWITCHES = new Set([
  '--interactive',
  '--tty',
  '--detach',
  '--rm',
  '--init',
  '--privileged',
  '--read-only',
  '--publish-all',
  '--no-healthcheck',
  '--oom-kill-disable',
  '--quiet',
  '--sig-proxy',
  '--disable-content-trust',
  '--replace',
  '--tls-verify',
  '--help',
  '--no-TTY',
  '--no-deps',
  '--service-ports',
  '--build',
  '--use-aliases',
  '--quiet-pull',
  '--remove-orphans',
]);
const SHORT_SWITCHES = 'itdPqT';
const COMPOSE_VALUES = new Set([
  '-f',
  '--file',
  '-p',
  '--project-name',
  '--profile',
  '--env-file',
  '--project-directory',
  '--ansi',
  '--progress',
  '--parallel',
]);
const LOOPBACK = /(?:^|[^\w.-])(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?![\w.-]*\.[a-z])/i;
/** The address a server inside is told to listen on is no address it calls. */
const BIND_FLAG = /^--?(?:host|bind|listen|addr|address)(?:=|$)/i;

/** Reads `docker run -i --rm -e A=b image arg…`, `docker exec`, `docker compose run`; undefined for anything else. */
export function readContainerCall(invocation: Invocation, env: Readonly<Record<string, string>>): ContainerCall | undefined {
  const isCompose = invocation.name === 'docker-compose' || invocation.name === 'podman-compose';
  if (!ENGINES.has(invocation.name) && !isCompose) return undefined;
  const state = createState(invocation);
  let index = skipFlags(invocation.args, 0, GLOBAL_VALUES, isCompose ? state : undefined);
  let verb = isCompose ? 'compose' : invocation.args[index++];
  if (verb === 'container') verb = invocation.args[index++];
  if (verb === 'compose') {
    index = skipFlags(invocation.args, index, COMPOSE_VALUES, state);
    verb = invocation.args[index++];
    if (verb !== 'run' && verb !== 'exec') return undefined;
    // Compose keeps stdin open by itself and gives a terminal only when it has one.
    state.interactive = true;
  } else if (verb !== 'run' && verb !== 'exec') return undefined;
  index = readFlags(state, index, env);
  const isExec = verb === 'exec';
  const image = invocation.args[index];
  const inside = invocation.args.slice(index + 1);
  state.usesLocalhost.push(
    ...inside.filter((word, at) => LOOPBACK.test(word) && !BIND_FLAG.test(at === 0 ? '' : (inside[at - 1] ?? '')) && !BIND_FLAG.test(word)),
  );
  const { interactive, tty, detached, published, network, usesLocalhost, hostPaths } = state;
  const named = image === undefined || isExec || state.isCompose ? {} : { image };
  return {
    facts: {
      engine: isCompose ? invocation.name.slice(0, -'-compose'.length) : invocation.name,
      ...named,
      interactive,
      tty,
      detached,
      published,
      ...(network === undefined ? {} : { network }),
      usesLocalhost,
    },
    hostPaths,
  };
}

interface State {
  readonly args: readonly string[];
  readonly offset: number;
  interactive: boolean;
  tty: boolean;
  detached: boolean;
  isCompose: boolean;
  network: string | undefined;
  readonly published: string[];
  readonly usesLocalhost: string[];
  readonly hostPaths: { index: number; path: string }[];
}

function createState({ args, offset }: Invocation): State {
  return {
    args,
    offset,
    interactive: false,
    tty: false,
    detached: false,
    isCompose: false,
    network: undefined,
    published: [],
    usesLocalhost: [],
    hostPaths: [],
  };
}

function skipFlags(args: readonly string[], start: number, values: ReadonlySet<string>, state: State | undefined): number {
  let index = start;
  if (state !== undefined) state.isCompose = true;
  for (; index < args.length && args[index]?.startsWith('-'); index += 1) {
    const word = args[index] ?? '';
    if (!values.has(word)) continue;
    index += 1;
    if (state !== undefined && /^(?:-f|--file|--env-file|--project-directory)$/.test(word)) addHostPath(state, index, args[index]);
  }
  return index;
}

/** Reads flags from `start` on; returns the index of the image or container word. */
function readFlags(state: State, start: number, env: Readonly<Record<string, string>>): number {
  const { args } = state;
  let index = start;
  for (; index < args.length; index += 1) {
    const word = args[index] ?? '';
    if (word === '--') return index + 1;
    if (!word.startsWith('-') || word === '-') return index;
    if (word.startsWith('--')) {
      const at = word.indexOf('=');
      const flag = at === -1 ? word : word.slice(0, at);
      if (SWITCHES.has(flag)) setSwitch(state, flag, at === -1 ? 'true' : word.slice(at + 1));
      else if (at === -1) takeValue(state, flag, args[(index += 1)], index, env);
      else takeValue(state, flag, word.slice(at + 1), index, env);
      continue;
    }
    for (let letter = 1; letter < word.length; letter += 1) {
      const short = word[letter] ?? '';
      if (SHORT_SWITCHES.includes(short)) {
        setSwitch(state, `-${short}`, 'true');
        continue;
      }
      const rest = word.slice(letter + 1).replace(/^=/, '');
      if (rest === '') takeValue(state, `-${short}`, args[(index += 1)], index, env);
      else takeValue(state, `-${short}`, rest, index, env);
      break;
    }
  }
  return index;
}

function setSwitch(state: State, flag: string, value: string): void {
  const on = value !== 'false' && value !== '0';
  if (flag === '-i' || flag === '--interactive') state.interactive = on;
  else if (flag === '-t' || flag === '--tty') state.tty = on;
  else if (flag === '-T' || flag === '--no-TTY') state.tty = !on;
  else if (flag === '-d' || flag === '--detach') state.detached = on;
}

function takeValue(state: State, flag: string, value: string | undefined, index: number, env: Readonly<Record<string, string>>): void {
  if (value === undefined) return;
  if (flag === '-p' || flag === '--publish') state.published.push(value);
  else if (flag === '--network' || flag === '--net') state.network = value;
  else if (flag === '-e' || flag === '--env') {
    // `-e NAME` passes the value of the engine's own environment on.
    const whole = value.includes('=') || env[value] === undefined ? value : `${value}=${env[value]}`;
    if (LOOPBACK.test(whole)) state.usesLocalhost.push(whole);
  } else if (flag === '--env-file') addHostPath(state, index, value);
  else if (flag === '-v' || flag === '--volume') addHostPath(state, index, hostPartOfVolume(value));
  else if (flag === '--mount' && /(?:^|,)type=bind(?:,|$)/.test(value)) addHostPath(state, index, /(?:^|,)(?:source|src)=([^,]+)/.exec(value)?.[1]);
}

// `C:\data:/data` has a colon in the host part; a part without a slash is the name of a volume.
function hostPartOfVolume(value: string): string | undefined {
  const host = /^([A-Za-z]:[\\/][^:]*|[^:]+):/.exec(value)?.[1];
  return host !== undefined && /^(?:[./~]|[A-Za-z]:)/.test(host) ? host : undefined;
}

function addHostPath(state: State, index: number, path: string | undefined): void {
  if (path !== undefined && path !== '') state.hostPaths.push({ index: state.offset + index, path });
}
