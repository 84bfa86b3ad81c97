import type { ConfigFormat, Json } from '../../src/model/index.ts';
import { isList, isObject } from '../../src/text/plain-value.ts';
import { randomKey, randomValue, type Random } from './random.ts';

/** Notations that are rare and hard. */
export const DOCUMENTS: Readonly<Record<ConfigFormat, readonly string[]>> = {
  json: [
    '{\n  "mcpServers": {}\n}\n',
    '{"mcpServers":{"a":{"command":"npx","args":["-y","p"]}}}',
    '{ "a": 1, "b": [ 1, 2 ], "c": { "d": {} } }\n',
    '{\r\n\t"x": [\r\n\t\t1,\r\n\t\t2\r\n\t],\r\n\t"y": {}\r\n}',
  ],
  jsonc: [
    '{\r\n\t"m": {\r\n\t\t"a": { "command": "npx", "args": ["-y", "p"] }, // why\r\n\t\t/* b */ "b": {\r\n\t\t\t"url": "http://x", // tail\r\n\t\t},\r\n\t},\r\n\t"z": [\r\n\t\t1,\r\n\t\t2\r\n\t]\r\n}',
    '{\n    // only\n    "x": {\n        // empty\n    },\n    "y": "1" // last\n}\n',
  ],
  toml: [
    '# top\n[mcp_servers.a]\ncommand = "npx" # c\nargs = ["-y", "p"]\n\n[mcp_servers.a.env]\nA = "1"\n\n# about b\n[mcp_servers."b c"]\nurl = \'http://x\'\nlist = [\n  1,\n  2, # two\n]\n',
    'model = "o"\na.b.c = 1\na.b.d = 2\nt = { x = 1, y = { z = 2 } }\n\n[[p]]\nn = 1\n[p.sub]\nq = 2\n[[p]]\nn = 2\n',
    '[a]\r\nx = 1\r\n[a.b.c]\r\ny = 2\r\nml = """\r\nhi\r\nyou"""\r\n[z]\r\nk = 2024-01-01',
  ],
  yaml: [
    '# top\nextensions:\n  a:\n    cmd: npx # c\n    args:\n      - -y\n      - p\n    env: {A: "1", B: \'2\'}\n  # about b\n  "b c":\n    uri: http://x\n    text: |\n      one\n      two\nlast:\nnone: ~\n',
    'mcpServers:\n  - name: x\n    command: y\n    args: [a, b]\n  - name: z\n    env:\n      K: v\n',
    'a: 1\r\nb:\r\n- c\r\n- d:\r\n    e: 1\r\n    f: 2',
  ],
  env: ['# top\nexport API_KEY="a b" # c\nEMPTY=\n\nHOST = local\nLONG="one\ntwo"\n', "A='x'\r\nB=`it's \"y\"`\r\nno variable\r\nC=1#2"],
};

/** How one document is laid out, so that habits differ between documents and not within one. */
interface Layout {
  readonly random: Random;
  readonly eol: string;
  readonly unit: string;
  readonly withComments: boolean;
  readonly trailingCommas: boolean;
  readonly compact: boolean;
}

/** A valid document of a format with comments, odd indentation, either line end, with or without a final one. */
export function randomDocument(random: Random, format: ConfigFormat): string {
  if (random.int(10) === 0) return random.pick(DOCUMENTS[format]);
  const layout: Layout = {
    random,
    eol: random.int(3) === 0 ? '\r\n' : '\n',
    unit: random.pick(['  ', '    ', '\t', ' ']),
    withComments: format !== 'json' && random.int(3) > 0,
    trailingCommas: format === 'jsonc' && random.int(3) === 0,
    compact: random.int(6) === 0,
  };
  const value = randomRoot(random, format);
  const text =
    format === 'toml' ? toml(value, layout) : format === 'yaml' ? yaml(value, layout) : format === 'env' ? env(value, layout) : json(value, '', layout);
  const end = random.int(4) === 0 ? '' : layout.eol;
  return (format === 'jsonc' && layout.withComments && random.int(3) === 0 ? `// top${layout.eol}` : '') + text.replace(/\s+$/, '') + end;
}

function randomRoot(random: Random, format: ConfigFormat): Record<string, Json> {
  const root: Record<string, Json> = Object.create(null) as Record<string, Json>;
  for (let left = 1 + random.int(4); left > 0; left -= 1) {
    if (format === 'env')
      root[random.pick(['API_KEY', 'HOST', 'a.b', 'x-y', 'EMPTY', 'P_1', 'Q'])] = random.pick([
        'v',
        '',
        'a b',
        'x#y',
        "it's",
        'C:\\n',
        'say "hi"',
        'two\nlines',
        'a=b',
        '${HOME}/x',
      ]);
    else root[randomKey(random)] = randomValue(random, 0, format !== 'toml');
  }
  return root;
}

function comment({ random, withComments }: Layout, mark: string): string {
  return withComments && random.int(4) === 0 ? `${mark} ${random.pick(['why', 'see "x": 1', 'a, b]', 'über }', '[t]'])}` : '';
}

function json(value: Json, indent: string, layout: Layout): string {
  const { random, eol, unit, compact, trailingCommas } = layout;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = isList(value)
    ? value.map((item) => json(item, indent + unit, layout))
    : Object.entries(value).map(
        ([key, item]) => `${JSON.stringify(key)}${compact ? ':' : random.pick([': ', ':  ', ' : '])}${json(item, indent + unit, layout)}`,
      );
  const [open, close] = isList(value) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return open + close;
  const oneLine = compact || (random.int(3) === 0 && entries.every((entry) => !entry.includes('\n')));
  if (oneLine) {
    const pad = compact || isList(value) ? '' : ' ';
    return open + pad + entries.join(compact ? ',' : ', ') + pad + close;
  }
  const lines = entries.map((entry, index) => {
    const comma = index < entries.length - 1 || trailingCommas ? ',' : '';
    const above = comment(layout, '//');
    const block = layout.withComments && random.int(12) === 0 ? '/* b */ ' : '';
    const tail = comment(layout, '//');
    return `${above === '' ? '' : `${indent}${unit}${above}${eol}`}${indent}${unit}${block}${entry}${comma}${tail === '' ? '' : ` ${tail}`}`;
  });
  return `${open}${eol}${lines.join(eol)}${eol}${indent}${close}`;
}

function tomlKey(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}

function tomlValue(value: Json, { random, eol }: Layout): string {
  if (typeof value === 'string') return !/['\r\n]/.test(value) && random.int(2) === 0 ? `'${value}'` : JSON.stringify(value);
  if (isList(value)) {
    const items = value.map((item) => tomlValue(item, { random, eol } as Layout));
    return random.int(4) === 0 && items.length > 0 ? `[${eol}${items.map((item) => `  ${item},${eol}`).join('')}]` : `[${items.join(', ')}]`;
  }
  if (isObject(value))
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${tomlKey(key)} = ${tomlValue(item, { random, eol } as Layout)}`)
      .join(', ')} }`.replace('{  }', '{}');
  return String(value);
}

function toml(root: Record<string, Json>, layout: Layout): string {
  const { random, eol } = layout;
  const lines: string[] = [];
  const note = (): void => {
    const text = comment(layout, '#');
    if (text !== '') lines.push(text);
  };
  const table = (value: Record<string, Json>, path: readonly string[]): void => {
    const entries = Object.entries(value);
    const isTable = (item: Json): item is Record<string, Json> => isObject(item) && Object.keys(item).length > 0;
    const below = entries.filter(([, item]) => isTable(item) && random.int(4) > 0);
    for (const entry of entries) {
      if (below.includes(entry)) continue;
      const [key, item] = entry;
      note();
      const tail = comment(layout, '#');
      lines.push(`${tomlKey(key)} = ${tomlValue(item, layout)}${tail === '' ? '' : ` ${tail}`}`);
    }
    for (const [key, item] of below) {
      if (random.int(2) === 0) lines.push('');
      note();
      lines.push(`[${[...path, key].map(tomlKey).join('.')}]`);
      table(item as Record<string, Json>, [...path, key]);
    }
  };
  table(root, []);
  return lines.join(eol);
}

function yamlScalar(value: Json, { random }: Layout): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const isPlain = /^[A-Za-z$][\w@$/.-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value);
  if (isPlain && random.int(2) === 0) return value;
  return !/['\n\\]/.test(value) && random.int(2) === 0 ? `'${value}'` : JSON.stringify(value);
}

function yamlFlow(value: Json): string {
  if (isList(value)) return `[${value.map((item) => yamlFlow(item)).join(', ')}]`;
  if (isObject(value))
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}: ${yamlFlow(item)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}

function yaml(value: Record<string, Json>, layout: Layout): string {
  return yamlLines(value, layout, layout.random.pick([2, 4])).join(layout.eol);
}

function yamlLines(value: Json, layout: Layout, step: number): string[] {
  const { random } = layout;
  const lines: string[] = [];
  const indented = (inner: readonly string[]): string[] => inner.map((line) => (line === '' ? '' : ' '.repeat(step) + line));
  const add = (head: string, item: Json): void => {
    const above = comment(layout, '#');
    if (above !== '') lines.push(above);
    const isEmpty = typeof item !== 'object' || item === null || Object.keys(item).length === 0;
    const tail = comment(layout, '#');
    if (isEmpty || random.int(4) === 0) {
      lines.push(`${head} ${isEmpty && typeof item !== 'object' ? yamlScalar(item, layout) : yamlFlow(item)}${tail === '' ? '' : ` ${tail}`}`);
      return;
    }
    lines.push(head + (tail === '' ? '' : ` ${tail}`), ...indented(yamlLines(item, layout, step)));
  };
  if (isList(value)) {
    for (const item of value) {
      if (typeof item === 'object' && item !== null && Object.keys(item).length > 0 && random.int(2) === 0) {
        const inner = yamlLines(item, { ...layout, withComments: false }, step);
        lines.push(...inner.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`)));
      } else lines.push(`- ${typeof item === 'object' ? yamlFlow(item) : yamlScalar(item, layout)}`);
    }
    return lines;
  }
  for (const [key, item] of Object.entries(value as Record<string, Json>))
    add(`${/^[A-Za-z_][\w-]*$/.test(key) && random.int(2) === 0 ? key : JSON.stringify(key)}:`, item);
  return lines;
}

function env(value: Record<string, Json>, layout: Layout): string {
  const { random, eol } = layout;
  return Object.entries(value)
    .flatMap(([key, item]) => {
      const above = comment(layout, '#');
      const tail = comment(layout, '#');
      const text = typeof item === 'string' ? item : '';
      const quoted = !text.includes('\n') && !text.includes("'") && (text !== text.trim() || /[#"\s]/.test(text) || random.int(3) === 0);
      const shown = text.includes('\n')
        ? `"${text.replace('\n', eol)}"`
        : quoted
          ? `'${text}'`
          : text.includes("'") || text.includes('"')
            ? `\`${text}\``
            : text;
      return [
        ...(above === '' ? [] : [above]),
        ...(random.int(5) === 0 ? [''] : []),
        `${random.int(4) === 0 ? 'export ' : ''}${key}=${shown}${tail === '' ? '' : ` ${tail}`}`,
      ];
    })
    .join(eol);
}
