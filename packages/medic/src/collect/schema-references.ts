import { isRecord } from './is-record.ts';

/** What `$ref` may point at within one schema. */
export interface ReferenceIndex {
  readonly root: Readonly<Record<string, unknown>>;
  readonly anchors: ReadonlySet<string>;
}

const NODES_CAP = 20_000;
const STEPS_MAX = 32;

/** Collects `$anchor`, `$dynamicAnchor` and `$id` names, looking at no more than 20,000 objects. */
export function indexReferences(root: Readonly<Record<string, unknown>>): ReferenceIndex {
  const anchors = new Set<string>();
  const seen = new Set<object>([root]);
  const queue: object[] = [root];
  for (let head = 0; head < queue.length; head += 1) {
    for (const [key, value] of Object.entries(queue[head] ?? {})) {
      if (typeof value === 'string') {
        if (key === '$anchor' || key === '$dynamicAnchor') anchors.add(`#${value}`);
        else if (key === '$id' || key === 'id') anchors.add(value);
      } else if (typeof value === 'object' && value !== null && !seen.has(value) && queue.length < NODES_CAP) {
        seen.add(value);
        queue.push(value);
      }
    }
  }
  return { root, anchors };
}

/**
 * `external-ref`: leads out of the schema; nobody should fetch it. `bad-ref`: is no text, leads nowhere, or to itself
 * through references only (recursion through `properties` is fine). Undefined when it is good.
 */
export function judgeReference(reference: unknown, index: ReferenceIndex): 'bad-ref' | 'external-ref' | undefined {
  if (typeof reference !== 'string') return 'bad-ref';
  const passed = new Set<string>();
  let current = reference;
  for (let step = 0; step < STEPS_MAX; step += 1) {
    if (index.anchors.has(current)) return undefined;
    if (!current.startsWith('#')) return step === 0 ? 'external-ref' : undefined;
    if (passed.has(current)) return 'bad-ref';
    passed.add(current);
    const target = followPointer(index.root, current);
    if (target === undefined) return 'bad-ref';
    if (!isRecord(target)) return typeof target === 'boolean' ? undefined : 'bad-ref';
    if (!Object.hasOwn(target, '$ref')) return undefined;
    const next = target['$ref'];
    if (typeof next !== 'string') return undefined;
    current = next;
  }
  return 'bad-ref';
}

function followPointer(root: unknown, reference: string): unknown {
  let pointer: string;
  try {
    pointer = decodeURIComponent(reference.slice(1));
  } catch {
    return undefined;
  }
  if (pointer === '') return root;
  if (!pointer.startsWith('/')) return undefined;
  let current: unknown = root;
  for (const part of pointer.slice(1, 4096).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}
