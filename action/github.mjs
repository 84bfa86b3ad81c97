// The two things the action asks of the GitHub API: one comment kept up to date, and the SARIF upload.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

const TIMEOUT_MS = 30_000;
/** Comments looked through for ours: ten pages of a hundred. */
const MAX_PAGES = 10;

/** Access to the API of this run's repository. */
export function connect(env, token) {
  const base = `${env['GITHUB_API_URL'] ?? 'https://api.github.com'}`;
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw new Error('GITHUB_REPOSITORY is not set');
  if (token === '') throw new Error('there is no token; give github-token');
  return async (method, path, body) => {
    const response = await fetch(`${base}${path.replace('{repo}', `/repos/${repository}`)}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'user-agent': 'mcp-medic-action',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A redirect would carry the token along.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw Object.assign(new Error(`HTTP ${response.status} from ${method} ${path}`), { status: response.status });
    return response.json();
  };
}

/** Writes the comment of this check and target, or brings it up to date. Answers `created` or `updated`. */
export async function writeComment(api, { number, check, target, markdown }) {
  const marker = `<!-- mcp-medic ${check} ${createHash('sha256').update(target).digest('hex').slice(0, 16)} -->`;
  const body = `${marker}\n${markdown}`;
  const login = await whoAmI(api);
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const comments = await api('GET', `{repo}/issues/${number}/comments?per_page=100&page=${page}`);
    // Anybody can write the marker; only our own comment is ours to change.
    const own = comments.find((comment) => comment.user?.login === login && comment.body?.startsWith(marker));
    if (own !== undefined) {
      await api('PATCH', `{repo}/issues/comments/${Number(own.id)}`, { body });
      return 'updated';
    }
    if (comments.length < 100) break;
  }
  await api('POST', `{repo}/issues/${number}/comments`, { body });
  return 'created';
}

/** Sends a SARIF document to code scanning, for the commit and ref of this run. */
export async function uploadSarif(api, env, sarif) {
  await api('POST', '{repo}/code-scanning/sarifs', {
    commit_sha: env['GITHUB_SHA'] ?? '',
    ref: env['GITHUB_REF'] ?? '',
    sarif: gzipSync(sarif).toString('base64'),
    tool_name: 'mcp-medic',
  });
}

/** The token of a workflow may not ask who it is; it always writes as this bot. */
async function whoAmI(api) {
  try {
    return (await api('GET', '/user')).login;
  } catch (error) {
    if (error.status === 401 || error.status === 403 || error.status === 404) return 'github-actions[bot]';
    throw error;
  }
}
