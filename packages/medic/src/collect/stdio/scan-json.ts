/** Where a walk over JSON text stands: how deep, and whether inside a string. */
export interface ScanState {
  depth: number;
  inString: boolean;
  escaped: boolean;
}

export function startScan(): ScanState {
  return { depth: 0, inString: false, escaped: false };
}

/**
 * Walks on from `from` and gives the index after the bracket that closes the first one, or -1 when the text ends before.
 * Linear; `state` carries over to the next piece of text.
 */
export function scanJson(text: string, from: number, state: ScanState): number {
  for (let index = from; index < text.length; index += 1) {
    const char = text[index];
    if (state.inString) {
      if (state.escaped) state.escaped = false;
      else if (char === '\\') state.escaped = true;
      else if (char === '"') state.inString = false;
    } else if (char === '"') {
      state.inString = true;
    } else if (char === '{' || char === '[') {
      state.depth += 1;
    } else if (char === '}' || char === ']') {
      state.depth -= 1;
      if (state.depth <= 0) return index + 1;
    }
  }
  return -1;
}

/** Parses JSON; undefined (never a JSON value) when the text is none. */
export function tryParse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
