import type { Json, JsonObject } from '../../../model/index.ts';
import type { CallFacts, Turn } from '../../../model/verify/index.ts';
import { isObject, own, ownString } from '../../protocol/record.ts';
import { isDeclared } from '../declared.ts';
import { defineProbe, type AnyProbe, type ProbeContext } from '../define-probe.ts';
import type { Peer } from '../peer.ts';
import { pause } from '../wait.ts';
import { findBrokenBase64 } from './base64.ts';
import { buildArguments } from './build-arguments.ts';
import { checkOutput, findMirror } from './check-output.ts';
import { paramHeaders } from './header-arguments.ts';
import { readOnlyTools } from './read-only-tools.ts';

const MAX_CALLS = 8;
const LIMIT_MS = 8_000;
const BAD_LIMIT_MS = 4_000;
/** Each may cost the time limit. */
const MAX_BAD_CALLS = 2;
/** Within it, progress that comes too late has come. */
const LATE_MS = 200;
const META = 'io.modelcontextprotocol/';
const EVERYTHING = { elicitation: { form: {}, url: {} }, sampling: {}, roots: {} } as const;

export const probe: AnyProbe = defineProbe({
  id: 'calls',
  where: 'own',
  callsTools: true,
  limitMs: 90_000,
  async observe({ open, observe, era, capabilities, signal }) {
    const peer = await open();
    const askedForLogs = !isDeclared(capabilities, 'logging') || era === 'legacy';
    // Asked for although it may not be declared: what comes then must be.
    if (era === 'legacy') await peer.request('logging/setLevel', { level: 'debug' }, { limitMs: BAD_LIMIT_MS });
    const calls: CallFacts[] = [];
    const skipped: string[] = [];
    const ends: { readonly token: string; readonly seen: number }[] = [];
    for (const { name, tool } of readOnlyTools(await observe('lists')).slice(0, MAX_CALLS)) {
      const args = buildArguments(own(tool, 'inputSchema'));
      if (args === undefined) {
        skipped.push(name);
        continue;
      }
      const token = `medic-progress-${calls.length + 1}`;
      const call: Call = {
        peer,
        era,
        tool,
        name,
        args,
        meta: { progressToken: token, ...(era === 'modern' && askedForLogs ? { [`${META}logLevel`]: 'debug' } : {}) },
      };
      const before = peer.unasked.length;
      const turn = await callTool(call);
      // What stands in the turn came before the answer; the rest may have come with it in one piece.
      ends.push({ token, seen: before + turn.others.length });
      calls.push({
        tool: name,
        progressToken: token,
        turn,
        ...readResult(turn, tool),
        ...(await callOtherwise(call, turn, calls.filter(({ withoutArguments }) => withoutArguments !== undefined).length < MAX_BAD_CALLS)),
      });
    }
    if (peer.transport !== 'http') await pause(LATE_MS, signal);
    const lateProgress =
      peer.transport === 'http'
        ? []
        : ends.flatMap(({ token, seen }) =>
            peer.unasked
              .slice(seen)
              .filter(({ json }) => tokenOf(json) === token)
              .map(({ json }) => json),
          );
    return { calls, skipped, askedForLogs, lateProgress };
  },
});

interface Call {
  readonly peer: Peer;
  readonly era: ProbeContext['era'];
  readonly tool: JsonObject;
  readonly name: string;
  readonly args: JsonObject;
  readonly meta: JsonObject;
}

function callTool({ peer, era, tool, name, args, meta }: Call, further: JsonObject = {}, limitMs: number = LIMIT_MS): Promise<Turn> {
  const headers = era === 'modern' ? paramHeaders(own(tool, 'inputSchema'), args) : {};
  return peer.request('tools/call', { name, arguments: args, ...further }, { limitMs, meta, headers });
}

function readResult({ answer }: Turn, tool: JsonObject): Pick<CallFacts, 'brokenData' | 'output' | 'isMirrored'> {
  const result = answer?.result;
  if (result === undefined || (own(result, 'resultType') ?? 'complete') !== 'complete') return { brokenData: [], output: 'unchecked' };
  const isMirrored = findMirror(result);
  return {
    brokenData: findBrokenBase64(own(result, 'content') as Json | undefined, 'data'),
    output: checkOutput(own(tool, 'outputSchema'), result),
    ...(isMirrored === undefined ? {} : { isMirrored }),
  };
}

/** The same tool without its arguments, for a client that can do everything, and with a changed state. */
async function callOtherwise(call: Call, first: Turn, mayOmit: boolean): Promise<Partial<CallFacts>> {
  const withoutArguments = Object.keys(call.args).length === 0 || !mayOmit ? undefined : await callTool({ ...call, args: {} }, {}, BAD_LIMIT_MS);
  const bad = withoutArguments === undefined ? {} : { withoutArguments };
  const { result, error } = first.answer ?? {};
  const isRefused = error !== undefined || (result !== undefined && (own(result, 'isError') === true || own(result, 'resultType') === 'input_required'));
  if (call.era !== 'modern' || !isRefused) return bad;
  const able = { ...call, meta: { ...call.meta, [`${META}clientCapabilities`]: EVERYTHING } };
  const withCapabilities = await callTool(able);
  const state = withCapabilities.answer?.result === undefined ? undefined : ownString(withCapabilities.answer.result, 'requestState');
  if (state === undefined) return { ...bad, withCapabilities };
  return { ...bad, withCapabilities, withChangedState: await callTool(able, { requestState: `${state}x`, inputResponses: {} }) };
}

function tokenOf(json: Json): Json | undefined {
  const params = isObject(json) && own(json, 'method') === 'notifications/progress' ? own(json, 'params') : undefined;
  return isObject(params) ? (own(params, 'progressToken') as Json | undefined) : undefined;
}
