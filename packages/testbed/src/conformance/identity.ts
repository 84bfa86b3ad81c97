import { isSince } from './revisions.ts';
import type { Params } from './rpc.ts';
import type { Settings } from './settings.ts';

export function serverInfo(revision: string): Params {
  return {
    name: 'conformance',
    version: '1.0.0',
    ...(isSince(revision, '2025-06-18') ? { title: 'Conformance server' } : {}),
  };
}

export function capabilitiesFor(era: 'legacy' | 'modern', revision: string, { broken, without, tasks }: Settings): Params {
  const isShy = broken('cap.listchanged') || (broken('ver.era-parity--capabilities') && era === 'modern');
  const listChanged = isShy ? {} : { listChanged: true };
  const hidesPrompts = without.includes('prompts') || broken('cap.undeclared-32601') || broken('cap.undeclared-32601--silent');
  return {
    tools: listChanged,
    ...(era === 'modern' ? { extensions: { [extensionName(broken)]: {} } } : {}),
    ...(broken('rpc.schema--extensions') ? { extensions: { 'com.example/bent': true } } : {}),
    resources: { ...listChanged, subscribe: true },
    ...(hidesPrompts ? {} : { prompts: listChanged }),
    ...(without.includes('logging') || broken('cap.log-gated--undeclared') || broken('cap.logging-undeclared') ? {} : { logging: {} }),
    ...(isSince(revision, '2025-03-26') && !without.includes('completions') && !broken('cap.completion--undeclared') ? { completions: {} } : {}),
    ...(broken('tasks--capability') || (tasks && era === 'legacy' && revision === '2025-11-25')
      ? { tasks: { list: {}, cancel: {}, requests: { tools: { call: {} } } } }
      : {}),
  };
}

function extensionName(broken: Settings['broken']): string {
  if (broken('cap.extension-keys')) return 'bent';
  return broken('cap.extension-keys--prefix') ? '-bent.example/bent' : 'com.example/conformance';
}

export function instructions({ broken }: Settings): unknown {
  return broken('rpc.schema') ? 42 : 'A server that keeps the rules, unless it was told to break one.';
}

const KNOWN_CLIENT_CAPABILITIES = ['experimental', 'roots', 'sampling', 'elicitation', 'tasks', 'extensions'];

/** The first capability that a strict reader would not know; undefined unless the server was told to be strict. */
export function strangeCapability(capabilities: Params, { broken }: Settings): string | undefined {
  return broken('ver.unknown-fields') ? Object.keys(capabilities).find((key) => !KNOWN_CLIENT_CAPABILITIES.includes(key)) : undefined;
}
