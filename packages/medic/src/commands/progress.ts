/** One line on stderr that says what is going on, rewritten in place; nothing at all when stderr is no terminal. */
export interface Progress {
  readonly update: (text: string) => void;
  readonly clear: () => void;
}

export function startProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { update: () => {}, clear: () => {} };
  let shown = false;
  const clear = (): void => {
    if (shown) stream.write('\r\u001b[2K');
    shown = false;
  };
  return {
    clear,
    update: (text) => {
      clear();
      stream.write(text.slice(0, Math.max(20, (stream.columns ?? 80) - 1)));
      shown = true;
    },
  };
}
