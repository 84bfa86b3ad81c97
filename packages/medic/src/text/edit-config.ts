import type { ConfigFormat, EditIntent, Json, ParsedConfig, SyntaxIssue } from '../model/index.ts';
import type { AtomicEdit, EditWays } from './atomic-edit.ts';
import { showPath } from './atomic-edit.ts';
import { splitLogin, transformText } from './clean-value.ts';
import { parseConfig } from './parse-config.ts';
import { emptyObject, equalJson, isList, valueAt, withoutValue, withValue } from './plain-value.ts';
import { planSet } from './plan-edits.ts';
import { planWhole } from './plan-whole.ts';
import { replaceTexts } from './replace-texts.ts';
import { applySplices } from './splice.ts';

export type EditResult = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** Faults that do not keep a tree from being edited. */
const HARMLESS: readonly SyntaxIssue['kind'][] = ['comment', 'trailing-comma', 'duplicate-key'];

/**
 * Applies edits to the text of a config file and touches nothing else. All `replace-text` go first and together (their
 * spans refer to the given text), the others in their order. The result is read again and must hold exactly the
 * intended value; otherwise nothing is changed and `reason` says why. `strip-bom` and `to-utf8` do not change decoded text.
 */
export async function editConfig(text: string, format: ConfigFormat, edits: readonly EditIntent[]): Promise<EditResult> {
  const replaced = await replaceTexts(text, format, edits);
  if (!replaced.ok) return replaced;
  let current = replaced.text;
  for (const edit of edits) {
    if (edit.op === 'transform' || edit.op === 'move-login') {
      const result = edit.op === 'transform' ? await applyTransform(current, format, edit) : await moveLogin(current, format, edit);
      if (!result.ok) return result;
      current = result.text;
      continue;
    }
    if (edit.op === 'move' || edit.op === 'list-entries') {
      const steps = planWhole((await parseConfig(current, format)).value, edit);
      if (steps === undefined) return { ok: false, reason: `${showPath(edit.at)} is not a place this change can be made at` };
      for (const step of steps) {
        const result = await applyIntent(current, format, step);
        if (!result.ok) return result;
        current = result.text;
      }
      continue;
    }
    if (edit.op !== 'set' && edit.op !== 'remove' && edit.op !== 'rename-key') continue;
    if (edit.op === 'set' && holdsPlaceholder(edit.value)) return { ok: false, reason: `the value for ${showPath(edit.at)} is redacted and cannot be written` };
    const result = await applyIntent(current, format, edit);
    if (!result.ok) return result;
    current = result.text;
  }
  return { ok: true, text: current };
}

async function applyTransform(text: string, format: ConfigFormat, { at, how }: Extract<EditIntent, { op: 'transform' }>): Promise<EditResult> {
  const value = valueAt((await parseConfig(text, format)).value, at);
  if (typeof value !== 'string') return { ok: false, reason: `${showPath(at)} holds no text` };
  return applyIntent(text, format, { op: 'set', at, value: transformText(value, how) });
}

async function moveLogin(text: string, format: ConfigFormat, { url, headers }: Extract<EditIntent, { op: 'move-login' }>): Promise<EditResult> {
  const { value } = await parseConfig(text, format);
  const address = valueAt(value, url);
  const moved = typeof address === 'string' ? splitLogin(address) : undefined;
  if (moved === undefined) return { ok: false, reason: `${showPath(url)} holds no address with a login` };
  if (valueAt(value, [...headers, 'Authorization']) !== undefined) return { ok: false, reason: `${showPath(headers)} has an Authorization already` };
  const bare = await applyIntent(text, format, { op: 'set', at: url, value: moved.url });
  return bare.ok ? applyIntent(bare.text, format, { op: 'set', at: [...headers, 'Authorization'], value: moved.authorization }) : bare;
}

async function applyIntent(given: string, format: ConfigFormat, edit: Extract<EditIntent, { op: 'set' | 'remove' | 'rename-key' }>): Promise<EditResult> {
  let text = given;
  let parsed = await parseConfig(text, format);
  if (parsed.issues.some((issue) => issue.kind === 'empty')) {
    text = text.trim() === '' ? '{}\n' : `${text}{}\n`;
    parsed = await parseConfig(text, format);
  }
  // Readers of env files pass over lines they do not understand.
  const fault = format === 'env' ? undefined : parsed.issues.find((issue) => !HARMLESS.includes(issue.kind));
  if (fault !== undefined) return { ok: false, reason: `line ${fault.at.line} must be put right first: ${fault.message}` };
  const value = parsed.value ?? emptyObject();
  const intended = intendedValue(value, edit);
  if (intended === undefined) return { ok: false, reason: `${showPath(edit.at)} is not a place this change can be made at` };
  const plan = edit.op === 'set' ? planSet(value, edit.at, edit.value) : [edit.op === 'remove' ? edit : ({ op: 'rename', at: edit.at, to: edit.to } as const)];
  if (plan === undefined) return { ok: false, reason: `${showPath(edit.at)} is not a place this change can be made at` };
  let step: Json = value;
  for (const atomic of plan) {
    const target = afterAtomic(step, atomic);
    if (target === undefined) return { ok: false, reason: `${showPath(atomic.at)} cannot be changed` };
    const result = await applyAtomic(parsed, atomic, target);
    if (!result.ok) return result;
    step = target;
    text = result.text;
    parsed = await parseConfig(text, format);
  }
  return equalJson(parsed.value ?? emptyObject(), intended)
    ? { ok: true, text }
    : { ok: false, reason: `${showPath(edit.at)} could not be changed without side effects` };
}

async function applyAtomic(parsed: ParsedConfig, edit: AtomicEdit, target: Json): Promise<EditResult> {
  const ways = await waysFor(parsed.text, parsed.format, edit);
  if ('reason' in ways) return { ok: false, reason: ways.reason };
  for (const splices of ways.ways) {
    const text = applySplices(parsed.text, splices);
    if (text === undefined) continue;
    const again = await parseConfig(text, parsed.format);
    if (again.issues.length <= parsed.issues.length && equalJson(again.value ?? emptyObject(), target)) return { ok: true, text };
  }
  return { ok: false, reason: `${showPath(edit.at)} could not be changed without side effects` };
}

async function waysFor(text: string, format: ConfigFormat, edit: AtomicEdit): Promise<EditWays> {
  if (format === 'toml') return (await import('./edit-toml.ts')).editToml(text, edit);
  if (format === 'yaml') return (await import('./edit-yaml.ts')).editYaml(text, edit);
  if (format === 'env') return (await import('./edit-env.ts')).editEnv(text, edit);
  return (await import('./edit-json.ts')).editJson(text, edit);
}

function intendedValue(value: Json, edit: Extract<EditIntent, { op: 'set' | 'remove' | 'rename-key' }>): Json | undefined {
  if (edit.op === 'set') return withValue(value, edit.at, edit.value);
  return edit.op === 'remove' ? withoutValue(value, edit.at) : renamed(value, edit.at, edit.to);
}

function afterAtomic(value: Json, edit: AtomicEdit): Json | undefined {
  if (edit.op === 'put') return withValue(value, edit.at, edit.value);
  if (edit.op === 'remove') return withoutValue(value, edit.at);
  if (edit.op === 'rename') return renamed(value, edit.at, edit.to);
  const list = valueAt(value, edit.at.slice(0, -1));
  return isList(list) ? withValue(value, edit.at.slice(0, -1), list.toSpliced(Number(edit.at.at(-1)), 0, edit.value)) : undefined;
}

/** Refuses to rename onto a key that is taken. */
function renamed(value: Json, at: readonly (string | number)[], to: string): Json | undefined {
  const moved = valueAt(value, at);
  const target = [...at.slice(0, -1), to];
  if (moved === undefined || typeof at.at(-1) !== 'string' || valueAt(value, target) !== undefined) return undefined;
  const without = withoutValue(value, at);
  return without === undefined ? undefined : withValue(without, target, moved);
}

/** Evidence is redacted; a rule that takes a value out of it must not write the placeholder into a file. */
function holdsPlaceholder(value: Json): boolean {
  return JSON.stringify(value).includes('[redacted');
}
