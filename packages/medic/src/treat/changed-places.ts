import type { ConfigFormat, ConfigPath, EditIntent, Json } from '../model/index.ts';
import { decodeText, encodeText } from '../text/decode.ts';
import { editConfig } from '../text/edit-config.ts';
import { parseConfig } from '../text/parse-config.ts';
import { emptyObject, equalJson, isList, isObject, valueAt } from '../text/plain-value.ts';
import { digestOf } from './digest.ts';

/** A place that a fix changed: a digest of what stands there afterwards, `null` when nothing does. Holds no value. */
export interface ChangedPlace {
  readonly at: ConfigPath;
  readonly after: string | null;
}

/** A fix changes a few places; a file that was rewritten as a whole is taken back as a whole or not at all. */
const MOST_PLACES = 50;

/** Where two texts of a config differ as data; undefined when one of them cannot be read, or they differ all over. */
export async function listChangedPlaces(before: string, after: string, format: ConfigFormat): Promise<readonly ChangedPlace[] | undefined> {
  const [was, is] = [await parseConfig(before, format), await parseConfig(after, format)];
  if (was.value === undefined || is.value === undefined || was.issues.some(({ kind }) => kind === 'syntax')) return undefined;
  const places: ChangedPlace[] = [];
  compare([], was.value, is.value, places);
  return places.length === 0 || places.length > MOST_PLACES ? undefined : places;
}

function compare(at: ConfigPath, before: Json | undefined, after: Json | undefined, places: ChangedPlace[]): void {
  if (equalJson(before, after)) return;
  if (!isObject(before) || !isObject(after)) {
    places.push({ at, after: digestValue(after) });
    return;
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    compare([...at, key], Object.hasOwn(before, key) ? before[key] : undefined, Object.hasOwn(after, key) ? after[key] : undefined, places);
  }
}

/**
 * The bytes of a file with only the given places as they were; everything that came after the fix stays. A reason when one of the
 * places was changed since.
 */
export async function takePlacesBack(
  now: Uint8Array,
  backup: Uint8Array,
  format: ConfigFormat,
  places: readonly ChangedPlace[],
): Promise<{ readonly bytes: Uint8Array } | { readonly reason: string }> {
  const current = decodeText(now);
  const [is, was] = [await parseConfig(current.text, format), await parseConfig(decodeText(backup).text, format)];
  const edits: EditIntent[] = [];
  for (const { at, after } of places) {
    if (digestValue(valueAt(is.value, at)) !== after) return { reason: `${at.join('.')} was changed after the fix` };
    const value = valueAt(was.value, at);
    edits.push(value === undefined ? { op: 'remove', at } : { op: 'set', at, value });
  }
  const edited = await editConfig(current.text, format, edits);
  return edited.ok ? { bytes: encodeText(edited.text, current) } : edited;
}

/** Equal data has equal digests, whatever the order of its keys. */
function digestValue(value: Json | undefined): string | null {
  return value === undefined ? null : digestOf(new TextEncoder().encode(JSON.stringify(inOrder(value))));
}

function inOrder(value: Json): Json {
  if (isList(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  const copy = emptyObject();
  for (const key of Object.keys(value).toSorted()) copy[key] = inOrder(value[key] ?? null);
  return copy;
}
