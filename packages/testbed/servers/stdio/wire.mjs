/** Reads one JSON-RPC message per line from stdin; ends the process when stdin closes, as a good server does. */
export function readMessages(onMessage, { exitOnEnd = true } = {}) {
  let rest = '';
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (chunk) => {
    rest += chunk;
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 1);
      if (line.trim() !== '') onMessage(JSON.parse(line));
    }
  });
  process.stdin.on('end', () => exitOnEnd && process.exit(0));
}

export const writeLine = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
export const result = (id, value) => ({ jsonrpc: '2.0', id, result: value });
export const failure = (id, code, message, data) => ({ jsonrpc: '2.0', id, error: { code, message, ...(data === undefined ? {} : { data }) } });
