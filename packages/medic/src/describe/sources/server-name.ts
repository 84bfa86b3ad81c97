/** A short name for a server from its package, URL or registry name: letters, digits and hyphens, as every client takes it. */
export function nameServer(from: string): string {
  const bare = URL.canParse(from) && /^https?:/.test(from) ? nameOfUrl(from) : from;
  const last = bare.replace(/@[\w.^~-]+$/, '').replace(/:[\w.-]+$/, '');
  const [scope = '', name = last] = /^@?([^/]*)\/(?:.*\/)?([^/]+)$/.exec(last)?.slice(1) ?? ['', last];
  const short = trim(name);
  // "@acme/mcp" says nothing without its scope.
  return short === '' || short === 'mcp' || short === 'server' || short === 'mcp-server' ? trim(scope.split('.').at(-1) ?? '') || short || 'server' : short;
}

function trim(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain.replace(/^(?:mcp-server-|server-|mcp-)(?=.)/, '').replace(/(?<=.)(?:-mcp-server|-mcp|-server)$/, '');
}

// mcp.example.com → example; example.com/mcp/linear stays example.
function nameOfUrl(url: string): string {
  const { hostname } = new URL(url);
  if (/^[\d.]+$|^\[|^localhost$/.test(hostname)) return 'local';
  const parts = hostname.split('.').filter((part) => !/^(?:mcp|www|api|server|sse)$/.test(part));
  return (parts.length > 1 ? parts.at(-2) : parts[0]) ?? 'server';
}
