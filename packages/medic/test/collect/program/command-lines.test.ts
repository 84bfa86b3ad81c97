import { describe, expect, it } from 'vitest';
import { readContainerCall } from '../../../src/collect/program/container.ts';
import { readPackageCall } from '../../../src/collect/program/package-runner.ts';
import { judgePathLike } from '../../../src/collect/program/path-like.ts';
import { readPathVersion } from '../../../src/collect/program/runtimes.ts';
import { findScript } from '../../../src/collect/program/script-argument.ts';
import { unwrapCommand } from '../../../src/collect/program/unwrap.ts';

const words = (line: string): ReturnType<typeof unwrapCommand> => {
  const [command = '', ...args] = line.split(' ');
  return unwrapCommand(command, args);
};

describe('packages', () => {
  it.each([
    ['npx -y server', 'npx', 'server', undefined, true],
    ['npx server -y', 'npx', 'server', undefined, false],
    ['npx --yes @a/b@1.2.3 --port 1', 'npx', '@a/b', '1.2.3', true],
    ['npx -y --package=@a/b tool', 'npx', '@a/b', undefined, true],
    ['npx -p @a/b -y -- tool', 'npx', '@a/b', undefined, true],
    ['npx --registry https://r -y x@latest', 'npx', 'x', 'latest', true],
    ['npx -y github:owner/repo', 'npx', 'github:owner/repo', undefined, true],
    ['npm exec -y -- x', 'npm exec', 'x', undefined, true],
    ['npm --silent exec x', 'npm exec', 'x', undefined, false],
    ['C:\\nodejs\\npx.cmd -y x', 'npx', 'x', undefined, true],
    ['cmd /c npx -y x', 'npx', 'x', undefined, true],
    ['env A=b npx -y x', 'npx', 'x', undefined, true],
    ['bunx x', 'bunx', 'x', undefined, true],
    ['bun x y', 'bunx', 'y', undefined, true],
    ['pnpm dlx x', 'pnpm dlx', 'x', undefined, true],
    ['yarn dlx x', 'yarn dlx', 'x', undefined, true],
    ['uvx x', 'uvx', 'x', undefined, true],
    ['uvx --from x==1.0 tool', 'uvx', 'x', '1.0', true],
    ['uvx --python 3.12 x@latest', 'uvx', 'x', 'latest', true],
    ['uvx x[extra]==2', 'uvx', 'x', '2', true],
    ['uv tool run x', 'uv tool run', 'x', undefined, true],
    ['pipx run --spec x==1 tool', 'pipx run', 'x', '1', true],
  ])('%s', (line, runner, name, version, assumesYes) => {
    const call = readPackageCall(words(line), {});
    expect([call?.runner, call?.name, call?.version, call?.assumesYes]).toEqual([runner, name, version, assumesYes]);
  });

  it.each(['npm run start', 'pnpm start', 'uv run server.py', 'node x.js', 'npx -y', 'constructor x'])('none in "%s"', (line) => {
    expect(readPackageCall(words(line), {})).toBeUndefined();
  });

  it('knows the variable that makes npm say yes', () => {
    expect(readPackageCall(words('npx x'), { npm_config_yes: 'true' })?.assumesYes).toBe(true);
  });
});

describe('scripts', () => {
  it.each([
    ['node server.js', 'server.js'],
    ['node -r dotenv/config server.js', 'server.js'],
    ['node --inspect=9229 build', 'build'],
    ['python -u -X utf8 server.py', 'server.py'],
    ['python3.12 server.py', 'server.py'],
    ['tsx watch src/i.ts', 'src/i.ts'],
    ['bun run index.ts', 'index.ts'],
    ['bash run.sh', 'run.sh'],
    ['powershell -ExecutionPolicy Bypass -File run.ps1', 'run.ps1'],
    ['uv run --python 3.12 mcp run server.py', 'server.py'],
    ['uv run fastmcp run server.py:mcp', 'server.py:mcp'],
    ['poetry run python app.py', 'app.py'],
    ['dotnet server.dll', 'server.dll'],
    ['java -cp a.jar Main', undefined],
    ['bash -c whatever', undefined],
    ['node --eval 1', undefined],
    ['deno task start', undefined],
    ['uv run my-server', undefined],
    ['some-server x.js', undefined],
  ])('%s', (line, expected) => {
    const found = findScript(words(line));
    expect(found === undefined ? undefined : line.split(' ')[found.index + 1]).toBe(expected);
  });
});

describe('containers', () => {
  it.each([
    ['docker run -i --rm img', { image: 'img', interactive: true, tty: false, detached: false }],
    ['docker run -it img', { interactive: true, tty: true }],
    ['docker run --rm img -i', { image: 'img', interactive: false }],
    ['docker run -d -p 8080:80 --publish=9:9 img', { detached: true, published: ['8080:80', '9:9'], interactive: false }],
    ['docker run -itd -p8080:80 img', { detached: true, tty: true, published: ['8080:80'] }],
    ['docker run --interactive=false img', { interactive: false }],
    ['docker run -i --network host img', { network: 'host' }],
    ['docker --context other run -i img', { image: 'img', interactive: true }],
    ['podman container run -i img', { engine: 'podman', image: 'img' }],
    ['docker run -i -e DB=postgres://localhost:5432/x img', { usesLocalhost: ['DB=postgres://localhost:5432/x'] }],
    ['docker run -i -e DB img', { usesLocalhost: ['DB=http://127.0.0.1:9'] }],
    ['docker run -i img --url http://localhost:3000 --host 127.0.0.1', { usesLocalhost: ['http://localhost:3000'] }],
    ['docker run -i -p 127.0.0.1:80:80 img http://localhost.example.com', { usesLocalhost: [] }],
    ['docker exec -i box server', { interactive: true }],
    ['docker compose -f x.yml run --rm -T svc', { interactive: true, tty: false }],
  ])('%s', (line, expected) => {
    expect(readContainerCall(words(line), { DB: 'http://127.0.0.1:9' })?.facts).toMatchObject(expected);
  });

  it.each(['docker mcp gateway run', 'docker ps', 'docker', 'node run img'])('none in "%s"', (line) => {
    expect(readContainerCall(words(line), {})).toBeUndefined();
  });

  it.each([
    ['docker run -v C:\\data:/data img', ['C:\\data']],
    ['docker run -v named:/data -v ./x:/x img', ['./x']],
    ['docker run --mount type=bind,src=/a,dst=/b --env-file .env img', ['/a', '.env']],
    ['docker compose -f dc.yml run svc', ['dc.yml']],
  ])('host paths of %s', (line, expected) => {
    expect(readContainerCall(words(line), {})?.hostPaths.map((host) => host.path)).toEqual(expected);
  });
});

it.each([
  ['/home/u/.nvm/versions/node/v20.11.1/bin/node', '20.11.1'],
  ['/opt/homebrew/Cellar/node@20/20.1.0/bin/node', '20.1.0'],
  ['/opt/homebrew/opt/node@18/bin/node', '18'],
  ['/home/u/.local/share/uv/python/cpython-3.12.1-linux-x86_64-gnu/bin/python3', '3.12.1'],
  ['C:\\Users\\u\\AppData\\Local\\Programs\\Python\\Python312\\python.exe', '3.12'],
  ['/usr/bin/node', undefined],
])('reads the version in %s', (file, version) => {
  expect(readPathVersion(file)).toBe(version);
});

it.each([
  ['/data/x', 'sure'],
  ['./x', 'sure'],
  ['..', 'sure'],
  ['~/x', 'sure'],
  ['server.js', 'sure'],
  ['a/b.json', 'sure'],
  ['C:\\x', 'sure'],
  ['owner/repo', 'maybe'],
  ['notes.md', 'maybe'],
  ['my folder/x', 'maybe'],
  ['https://x/y', 'no'],
  ['@a/b', 'no'],
  ['-x', 'no'],
  ['word', 'no'],
  ['a=/b', 'no'],
  ['*.ts', 'no'],
  ['{"a":1}', 'no'],
  ['x'.repeat(5000), 'no'],
  ['github:a/b', 'no'],
  ['//host/x', 'no'],
] as const)('judges %s to be a path: %s', (word, expected) => {
  expect(judgePathLike(word, undefined, 'linux')).toBe(expected);
});
