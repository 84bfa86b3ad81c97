/**
 * The automaton of `literal-scanner.ts` over bytes: a log of 100 MB is searched without turning its lines into strings.
 * ASCII letters compare without case. A cell holds twice the number of the next row, plus one when a literal ends there.
 */
export interface ByteScanner {
  /** Writes the indexes of the literals in `bytes[start, end)` into `found`, each once; answers how many. */
  readonly scan: (bytes: Uint8Array, start: number, end: number, found: Int32Array) => number;
}

/** Empty literals are left out. */
export function createByteScanner(literals: readonly string[]): ByteScanner {
  const words = literals.map((literal) =>
    Buffer.from(
      literal.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
      'utf8',
    ),
  );
  const { classOf, classes } = listClasses(words);
  const { cells, outputs } = buildAutomaton(words, classOf, classes);
  const stamps = new Int32Array(literals.length);
  let stamp = 0;
  return {
    scan: (bytes, start, end, found) => {
      stamp += 1;
      let count = 0;
      let cell = 0;
      for (let index = start; index < end; index += 1) {
        cell = cells[(cell >>> 1) * classes + classOf[bytes[index]!]!]!;
        if ((cell & 1) === 0) continue;
        const ended = outputs[cell >>> 1]!;
        for (let at = 0; at < ended.length; at += 1) {
          const literal = ended[at]!;
          if (stamps[literal] === stamp) continue;
          stamps[literal] = stamp;
          found[count] = literal;
          count += 1;
        }
      }
      return count;
    },
  };
}

/** Every byte gets the number of its class; 0 stands for all bytes that no literal uses. */
function listClasses(words: readonly Buffer[]): { readonly classOf: Uint8Array; readonly classes: number } {
  const classOf = new Uint8Array(256);
  let classes = 1;
  for (const word of words) {
    for (const byte of word) {
      if (classOf[byte] !== 0) continue;
      classOf[byte] = classes;
      if (byte >= 97 && byte <= 122) classOf[byte - 32] = classes;
      classes += 1;
    }
  }
  return { classOf, classes };
}

function buildAutomaton(
  words: readonly Buffer[],
  classOf: Uint8Array,
  classes: number,
): { readonly cells: Uint16Array | Uint32Array; readonly outputs: readonly (readonly number[])[] } {
  const next = new Int32Array((words.reduce((sum, word) => sum + word.length, 0) + 1) * classes).fill(-1);
  const outputs: number[][] = [[]];
  for (const [literal, word] of words.entries()) {
    if (word.length === 0) continue;
    let row = 0;
    for (const byte of word) {
      const at = row * classes + (classOf[byte] ?? 0);
      if (next[at] === -1) {
        next[at] = outputs.length;
        outputs.push([]);
      }
      row = next[at] ?? 0;
    }
    outputs[row]?.push(literal);
  }
  const order = linkFailures(next, outputs, classes);
  const places = new Int32Array(outputs.length);
  for (const [place, row] of order.entries()) places[row] = place;
  // Half the memory of 32 bits, which is what the processor's cache makes of it: the table is read at every byte.
  const cells = outputs.length < 32_768 ? new Uint16Array(outputs.length * classes) : new Uint32Array(outputs.length * classes);
  for (const [place, row] of order.entries()) {
    for (let unit = 0; unit < classes; unit += 1) {
      const target = next[row * classes + unit] ?? 0;
      cells[place * classes + unit] = (places[target] ?? 0) * 2 + ((outputs[target]?.length ?? 0) > 0 ? 1 : 0);
    }
  }
  return { cells, outputs: order.map((row) => outputs[row] ?? []) };
}

/**
 * Breadth first: a missing step goes where the longest proper suffix goes, so that scanning never steps back. Answers the rows
 * in that order: the shallow ones, in which nearly all text stays, then lie side by side.
 */
function linkFailures(next: Int32Array, outputs: number[][], classes: number): readonly number[] {
  const fails = new Int32Array(outputs.length);
  const queue: number[] = [];
  for (let unit = 0; unit < classes; unit += 1) {
    const row = next[unit] ?? -1;
    if (row === -1) next[unit] = 0;
    else queue.push(row);
  }
  for (let head = 0; head < queue.length; head += 1) {
    const row = queue[head] ?? 0;
    const fail = fails[row] ?? 0;
    outputs[row]?.push(...(outputs[fail] ?? []));
    for (let unit = 0; unit < classes; unit += 1) {
      const target = next[row * classes + unit] ?? -1;
      const fallback = next[fail * classes + unit] ?? 0;
      if (target === -1) next[row * classes + unit] = fallback;
      else {
        fails[target] = fallback;
        queue.push(target);
      }
    }
  }
  return [0, ...queue];
}
