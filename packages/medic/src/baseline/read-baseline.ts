import type { Baseline, ConfigNode, KnownFailure } from '../model/index.ts';
import { nearest } from '../text/near.ts';
import { positionAt } from '../text/locate.ts';
import { parseJson } from '../text/parse-json.ts';

export type BaselineReading = { readonly ok: true; readonly baseline: Baseline } | { readonly ok: false; readonly message: string };

type Complain = (node: ConfigNode | undefined, message: string) => never;

/** Reads a baseline file. A message names the file, the line and what is expected there. */
export function readBaseline(text: string, file: string): BaselineReading {
  const parsed = parseJson(text, 'json');
  const [issue] = parsed.issues;
  if (issue !== undefined) return { ok: false, message: `${file}:${issue.at.line}: ${issue.message}.` };
  const complain: Complain = (node, message) => {
    throw new BadBaseline(`${file}:${node === undefined ? 1 : positionAt(text, node.span.start).line}: ${message}.`);
  };
  try {
    return { ok: true, baseline: readDocument(parsed.root, complain) };
  } catch (error) {
    if (error instanceof BadBaseline) return { ok: false, message: error.message };
    throw error;
  }
}

class BadBaseline extends Error {}

function readDocument(root: ConfigNode | undefined, complain: Complain): Baseline {
  const members = readMembers(root, ['schema', 'target', 'known'], 'a baseline', complain);
  const schema = members.get('schema');
  if (schema === undefined || readString(schema, 'schema', complain) !== 'mcp-medic/baseline@1')
    return complain(schema ?? root, '"schema" is not "mcp-medic/baseline@1"; write a baseline with --write-baseline FILE');
  const target = members.get('target');
  const known = members.get('known');
  if (known?.kind !== 'array') return complain(known ?? root, '"known" is not a list of { "check": ID }');
  const seen = new Set<string>();
  return {
    schema: 'mcp-medic/baseline@1',
    ...(target === undefined ? {} : { target: readString(target, 'target', complain) }),
    known: known.items.map((item) => readKnown(item, seen, complain)),
  };
}

function readKnown(node: ConfigNode, seen: Set<string>, complain: Complain): KnownFailure {
  const members = readMembers(node, ['check', 'status', 'reason'], 'a known failure', complain);
  const named = members.get('check');
  if (named === undefined) return complain(node, 'a known failure has no "check"; give the id of the check, as the report shows it');
  const check = readString(named, 'check', complain);
  if (seen.has(check)) return complain(node, `the check ${JSON.stringify(check)} is listed twice`);
  seen.add(check);
  const status = members.get('status');
  const reason = members.get('reason');
  return {
    check,
    ...(status === undefined ? {} : { status: readStatus(status, complain) }),
    ...(reason === undefined ? {} : { reason: readString(reason, 'reason', complain) }),
  };
}

function readStatus(node: ConfigNode, complain: Complain): 'fail' | 'warn' {
  const status = readString(node, 'status', complain);
  return status === 'fail' || status === 'warn' ? status : complain(node, `"status" is ${JSON.stringify(status)}; it is "fail" or "warn"`);
}

function readMembers(node: ConfigNode | undefined, allowed: readonly string[], what: string, complain: Complain): ReadonlyMap<string, ConfigNode> {
  if (node?.kind !== 'object') return complain(node, `${what} is written as an object in { }`);
  for (const { key, node: value } of node.members) {
    if (allowed.includes(key)) continue;
    const near = nearest(key, allowed, 3);
    complain(value, `${what} has no ${JSON.stringify(key.slice(0, 60))}${near === undefined ? `; it has ${allowed.join(', ')}` : `; did you mean "${near}"`}`);
  }
  return new Map(node.members.map(({ key, node: value }) => [key, value]));
}

function readString(node: ConfigNode, key: string, complain: Complain): string {
  return node.kind === 'value' && typeof node.value === 'string' && node.value !== '' ? node.value : complain(node, `"${key}" is not a text in double quotes`);
}
