// The GitHub Action: runs mcp-medic once, then summary, comment, upload and outputs from its report files.
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, uploadSarif, writeComment } from './github.mjs';
import { InputError, readInputs, toWords } from './inputs.mjs';
import { findProgram, runProgram } from './program.mjs';

const { env } = process;

try {
  process.exitCode = await run();
} catch (error) {
  say('error', error instanceof InputError ? error.message : `mcp-medic could not be run: ${error.message}`);
  process.exitCode = 2;
}

async function run() {
  const inputs = readInputs(env);
  const folder = mkdtempSync(join(env['RUNNER_TEMP'] ?? tmpdir(), 'mcp-medic-'));
  const code = await runGuarded([...findProgram(inputs.version, env['MEDIC_ACTION'] ?? ''), ...toWords(inputs, folder)]);
  setOutput('exit-code', code);
  setOutput('reports', folder);
  const file = join(folder, 'report.json');
  if (!existsSync(file)) {
    say('error', 'mcp-medic wrote no report; its message stands above.');
    return code === 0 ? 70 : code;
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const { pass, fail, warn, notTested } = report.summary;
  for (const [name, count] of Object.entries({ pass, fail, warn, 'not-tested': notTested })) setOutput(name, count);
  const markdown = readFileSync(join(folder, 'report.md'), 'utf8');
  if (env['GITHUB_STEP_SUMMARY'] !== undefined) appendFileSync(env['GITHUB_STEP_SUMMARY'], markdown);
  if (inputs.comments) await attempt('The comment could not be written', () => comment(inputs, report, markdown));
  if (inputs.uploads)
    await attempt('The SARIF report could not be uploaded', () => uploadSarif(connect(env, inputs.token), env, readFileSync(join(folder, 'report.sarif'))));
  if (code !== 0) say('error', `mcp-medic ${inputs.check}: ${Number(fail)} fail, ${Number(warn)} warn, ${Number(pass)} pass`);
  return code;
}

/** The runner obeys lines of the log that start with `::`; what a server says must not reach it as such a line. */
async function runGuarded(words) {
  const token = randomUUID();
  // The token of the job is not for the server under test.
  const { MEDIC_TOKEN: _token, MEDIC_HEADERS: _headers, ...rest } = env;
  process.stdout.write(`::stop-commands::${token}\n`);
  try {
    return await runProgram(words, rest);
  } finally {
    process.stdout.write(`\n::${token}::\n`);
  }
}

async function comment(inputs, report, markdown) {
  const event = JSON.parse(readFileSync(env['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
  const number = event.pull_request?.number;
  if (!Number.isInteger(number)) {
    say('notice', 'No comment was written: this run belongs to no pull request.');
    return;
  }
  const done = await writeComment(connect(env, inputs.token), { number, check: inputs.check, target: report.target, markdown });
  process.stdout.write(`The comment was ${done}.\n`);
}

/** A pull request from a fork has a token that may only read; that is no failure of the server. */
async function attempt(what, action) {
  try {
    await action();
  } catch (error) {
    say('warning', `${what}: ${error.message}`);
  }
}

function setOutput(name, value) {
  if (env['GITHUB_OUTPUT'] === undefined) return;
  const end = randomUUID();
  appendFileSync(env['GITHUB_OUTPUT'], `${name}<<${end}\n${value}\n${end}\n`);
}

/** An annotation; line ends in it would start another command. */
function say(kind, message) {
  process.stdout.write(`::${kind}::${message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}\n`);
}
