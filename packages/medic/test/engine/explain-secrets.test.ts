import { describe, expect, it } from 'vitest';
import { concludeText, readText } from '../../src/engine/explain.ts';
import { followUp } from '../../src/engine/follow-up.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderExplanation } from '../../src/report/text/explain.ts';
import { PLAIN } from '../../src/report/text/style.ts';
import { createFakeHome } from '../collect/fake-home.ts';

const fake = createFakeHome();
const roots = fake.roots({ env: { PATH: '/usr/bin:/bin', HOME: fake.home } });

/** A generator with a seed, so that what fails once fails again. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const LETTERS = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const write = (random: (below: number) => number, length: number): string => Array.from({ length }, () => LETTERS[random(LETTERS.length)]).join('');

/** What people's tokens look like; each with the text that stands before it in a log. */
const SECRETS: readonly ((random: (below: number) => number) => { readonly secret: string; readonly shown: string })[] = [
  (random) => plant(`ghp_${write(random, 36)}`, (secret) => `token=${secret}`),
  (random) => plant(`sk-proj-${write(random, 48)}`, (secret) => `OPENAI_API_KEY=${secret}`),
  (random) => plant(`sk-ant-api03-${write(random, 60)}`, (secret) => `x-api-key: ${secret}`),
  (random) => plant(`xoxb-${random(9e10) + 1e10}-${write(random, 24)}`, (secret) => `SLACK_BOT_TOKEN="${secret}"`),
  (random) => plant(`AKIA${write(random, 16).toUpperCase()}`, (secret) => `AWS_ACCESS_KEY_ID: '${secret}'`),
  (random) => plant(write(random, 40), (secret) => `Authorization: Bearer ${secret}`),
  (random) => plant(write(random, 24), (secret) => `https://user:${secret}@db.example.com/mcp`),
  (random) => plant(write(random, 32), (secret) => `https://api.example.com/mcp?api_key=${secret}&v=1`),
  (random) => plant(write(random, 28), (secret) => `{"env":{"GITHUB_PERSONAL_ACCESS_TOKEN":"${secret}"}}`),
  (random) => plant(write(random, 28), (secret) => `{\\"headers\\":{\\"Authorization\\":\\"Bearer ${secret}\\"}}`),
  (random) => plant(write(random, 20), (secret) => `--password=${secret}`),
  (random) => plant(write(random, 28), (secret) => `“GITHUB_PERSONAL_ACCESS_TOKEN”: “${secret}”`),
  (random) => plant(write(random, 28), (secret) => `Authorization:\u00a0Bearer\u00a0${secret}`),
  (random) => plant(`eyJ${write(random, 30)}.eyJ${write(random, 60)}.${write(random, 43)}`, (secret) => `access_token=${secret}`),
];

function plant(secret: string, show: (secret: string) => string): { readonly secret: string; readonly shown: string } {
  return { secret, shown: show(secret) };
}

/** Lines of real failures with a place for what else stands in them. */
const LOGS: readonly ((shown: string) => string)[] = [
  (shown) => `2026-04-01T08:00:00.000Z [notes] [error] spawn npx ENOENT env ${shown}`,
  (shown) => `Error: connect ECONNREFUSED 127.0.0.1:59999 ${shown}\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)`,
  (shown) => `HTTP 401 Unauthorized from MCP server: ${shown} {"error":"invalid_token","error_description":"${shown.replaceAll('"', "'")}"}`,
  (shown) => `Error: listen EADDRINUSE: address already in use :::3999 ${shown}`,
  (shown) => `MCP error -32000: Connection closed\n[server stderr] usage: server --token ... got ${shown}`,
  (shown) => `Error: Cannot find module '/srv/${shown.replaceAll("'", '')}/index.js'`,
  (shown) => JSON.stringify({ level: 'error', message: `MCP server "notes": Connection failed: ${shown} getaddrinfo ENOTFOUND api.example.com` }),
  (shown) => `\u001b[31mERROR\u001b[0m Missing required environment variable: API_TOKEN ${shown}\r`,
  (shown) => `Failed to start: command not found: npx -y server ${shown}`,
];

async function answerOf(text: string): Promise<string> {
  const outcome = await readText({
    chunks: (async function* () {
      yield Buffer.from(text);
    })(),
  });
  if (!outcome.ok) return '';
  const plain = await concludeText(outcome.read);
  const looked = await followUp(outcome.read, { roots, version: '0', targets: [] });
  return [plain, looked]
    .flatMap((result) => [renderJson(result), renderExplanation(result, { columns: 100_000, style: PLAIN, home: '/nowhere', all: true })])
    .join('\n');
}

describe('a secret that was pasted', () => {
  it.each(Array.from({ length: SECRETS.length }, (_unused, index) => index))('of kind %i never comes back in text, JSON or follow-up', async (kind) => {
    const random = createRandom(4711 + kind);
    let replaced = 0;
    for (const log of LOGS) {
      const { secret, shown } = SECRETS[kind]!(random);
      const answer = await answerOf(`${log(shown)}\n`);
      if (answer.includes('[redacted')) replaced += 1;
      // Half of it would be half of a leak.
      for (let at = 0; at + 10 <= secret.length; at += 5) expect(answer, log(shown)).not.toContain(secret.slice(at, at + 10));
    }
    // The lines were quoted, with something else in its place.
    expect(replaced).toBeGreaterThan(2);
  });
});
