// Reads the action's inputs from the environment and turns them into words for mcp-medic.
import { join } from 'node:path';

const ENDINGS = { sarif: 'sarif', junit: 'xml', html: 'html' };

/** A wrong input: its message is all a person needs. */
export class InputError extends Error {}

/** Inputs of the action, checked. `env` is the environment of the step. */
export function readInputs(env) {
  const text = (name) => (env[`MEDIC_${name}`] ?? '').trim();
  const oneOf = (name, allowed) => {
    const value = text(name) || allowed[0];
    if (!allowed.includes(value)) throw new InputError(`${inputName(name)} is "${value}"; it is one of: ${allowed.join(', ')}.`);
    return value;
  };
  const flag = (name) => oneOf(name, ['false', 'true']) === 'true';
  const version = text('VERSION');
  if (!/^[\w.+-]*$/.test(version)) throw new InputError(`version is "${version}"; it is a version of the package, or "checkout".`);
  const uploads = flag('UPLOAD_SARIF');
  return {
    check: oneOf('CHECK', ['verify', 'preflight']),
    subject: readSubject(text),
    headers: readHeaders(text('HEADERS')),
    client: text('CLIENT'),
    trusts: flag('TRUST'),
    failOn: oneOf('FAIL_ON', ['fail', 'warn', 'never']),
    baseline: text('BASELINE'),
    formats: readFormats(text('FORMAT'), uploads),
    uploads,
    sarifFile: text('SARIF_FILE') || callingWorkflow(env),
    comments: flag('COMMENT'),
    token: text('TOKEN'),
    version,
  };
}

/** The words after the program's name; reports go into `folder`. */
export function toWords(inputs, folder) {
  const files = ['report.json', 'report.md', ...inputs.formats.map((format) => `report.${ENDINGS[format]}`)];
  const { subject } = inputs;
  return [
    inputs.check,
    ...files.flatMap((file) => ['--output', join(folder, file)]),
    '--output',
    '-',
    '--badge',
    join(folder, 'badge.svg'),
    '--fail-on',
    inputs.failOn,
    ...inputs.headers.flatMap((header) => ['--header', header]),
    ...(inputs.client === '' ? [] : ['--client', inputs.client]),
    ...(inputs.trusts ? ['--trust'] : []),
    ...(inputs.baseline === '' ? [] : ['--baseline', inputs.baseline]),
    ...(inputs.sarifFile === '' ? [] : ['--sarif-file', inputs.sarifFile]),
    ...(subject.kind === 'command' ? ['--', ...subject.words] : [subject.word]),
  ];
}

function readSubject(text) {
  const given = ['URL', 'COMMAND', 'TARGET'].filter((name) => text(name) !== '');
  if (given.length !== 1)
    throw new InputError(`Give exactly one of url, command and target${given.length === 0 ? '' : `, not ${given.map(inputName).join(' and ')}`}.`);
  if (given[0] === 'COMMAND') return { kind: 'command', words: splitWords(text('COMMAND')) };
  const word = text(given[0]);
  if (word.startsWith('-')) throw new InputError(`${inputName(given[0])} starts with "-"; that is a flag.`);
  if (given[0] === 'URL' && !/^https?:\/\//i.test(word)) throw new InputError('url does not start with http:// or https://.');
  return { kind: 'word', word };
}

/** Several lines: one word each. One line: split at spaces; quotes hold words together. No variable and no other sign means anything. */
function splitWords(command) {
  if (command.includes('\n'))
    return command
      .split('\n')
      .map((line) => line.replace(/\r$/, ''))
      .filter((line) => line !== '');
  const part = /(?:"[^"]*"|'[^']*'|[^\s"'])+/g;
  if (command.replaceAll(part, '').trim() !== '') throw new InputError('command has a quote that is not closed; write one word per line instead.');
  const words = (command.match(part) ?? []).map((word) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single));
  return words;
}

function readHeaders(text) {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index) => {
      // The line may be a secret, so it is not quoted.
      if (!/^[!#$%&'*+.^_`|~\w-]+:/.test(line)) throw new InputError(`headers: line ${index + 1} is not "Name: value".`);
      return line;
    });
}

function readFormats(text, uploads) {
  const words = text.split(/[\s,]+/).filter((word) => word !== '' && word !== 'json' && word !== 'markdown' && word !== 'text');
  for (const word of words)
    if (!Object.hasOwn(ENDINGS, word)) throw new InputError(`format does not know "${word}"; it takes ${Object.keys(ENDINGS).join(', ')}.`);
  return [...new Set(uploads ? [...words, 'sarif'] : words)];
}

/** `owner/repo/.github/workflows/ci.yml@refs/heads/main` → `.github/workflows/ci.yml`: where the target is named. */
function callingWorkflow(env) {
  return /^[^/]+\/[^/]+\/(.+?)@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '')?.[1] ?? '';
}

function inputName(name) {
  return name.toLowerCase().replaceAll('_', '-');
}
