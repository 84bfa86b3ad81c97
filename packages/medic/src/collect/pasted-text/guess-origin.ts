import type { ClientId, Platform } from '../../model/index.ts';

const CLIENT_OF_FORMAT: Readonly<Record<string, ClientId>> = {
  'Claude Desktop': 'claude-desktop',
  'Claude Code': 'claude-code',
  'Gemini CLI': 'gemini-cli',
  'LM Studio': 'lm-studio',
  'VS Code': 'vscode',
  Codex: 'codex',
  Zed: 'zed',
};
const PLATFORMS: readonly { readonly platform: Platform; readonly pattern: RegExp }[] = [
  { platform: 'win32', pattern: /\b[A-Z]:\\{1,2}[\w %$]|WinError|AppData|%APPDATA%|\.cmd\b|-4058|is not recognized as an internal/u },
  { platform: 'darwin', pattern: /\/Users\/|\/opt\/homebrew|Library\/(?:Application Support|Logs|Caches)|xattr|launchctl|\bspctl\b|\.app\/Contents/u },
  { platform: 'linux', pattern: /\/home\/|\/usr\/lib\/python|\/root\/|systemd|apt-get|flatpak|\/snap\//u },
];

/** The client whose log format the text has; undefined unless there is exactly one. */
export function guessClient(formats: readonly string[]): ClientId | undefined {
  const clients = [...new Set(formats.flatMap((format) => CLIENT_OF_FORMAT[format] ?? []))];
  return clients.length === 1 ? clients[0] : undefined;
}

/** The system whose paths stand in the text; undefined unless there is exactly one. */
export function guessPlatform(texts: readonly string[]): Platform | undefined {
  const found = PLATFORMS.filter(({ pattern }) => texts.some((text) => pattern.test(text))).map(({ platform }) => platform);
  return found.length === 1 ? found[0] : undefined;
}
