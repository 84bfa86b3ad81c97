import type { AnyRule, FixDraft } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { draftHit, groupOf, signsToJudge, weighStartup } from '../startup-hit.ts';
import { signsNamed } from '../weigh-signs.ts';
import { nameServer, sayReload } from '../words.ts';

/** A server that drives a browser found none, or one of another build than its library wants. */
export const rule: AnyRule = defineRule({
  id: 'browser-not-installed',
  layer: 'startup',
  severity: 'blocks',
  cause: 'browser-not-installed',
  needs: [],
  uses: ['session', 'client', 'entry', 'host'],
  signs: [
    {
      id: 'playwright',
      literals: ["Executable doesn't exist at", 'playwright install', 'distribution'],
      pattern:
        /Executable doesn't exist at (?<path>[^\n║]{1,300})|\bplaywright install\b(?: (?<name>[\w-]{3,20}))?|Chromium distribution '(?<channel>[\w-]{3,20})' is not found/u,
    },
    {
      id: 'playwright-name',
      literals: ['is not installed'],
      pattern: /[Bb]rowser (?:specified in your config )?"?(?<name>chrome|chromium|msedge|firefox|webkit)?"? ?is not installed|\bChrome is not installed/u,
    },
    {
      id: 'puppeteer',
      literals: ['Could not find Chrom', 'Could not find Google Chrome', 'Could not find browser', 'Could not find expected browser'],
      pattern: /Could not find (?:expected browser|Google Chrome executable|browser executable|Chrom(?:e|ium)(?: \(ver\. (?<version>[\d.]{3,30})\))?)/u,
    },
    {
      id: 'launcher',
      literals: ['No Chrome installation', 'CHROME_PATH', 'cannot find Chrome binary', 'Unable to obtain driver'],
      pattern: /No Chrome installations? found|CHROME_PATH environment variable must be set|cannot find Chrome binary|Unable to obtain driver for/iu,
    },
    {
      id: 'launch',
      literals: ['ailed to launch the browser process', 'ailed to launch browser'],
      pattern: /[Ff]ailed to launch (?:the )?browser(?: process)?!? .{0,20}spawn (?<path>\S{1,200}) ENOENT/u,
    },
    // It was found and did not come up: no sandbox for root, no display, the wrong build.
    {
      id: 'not-up',
      literals: [
        'ailed to launch the browser process',
        'ailed to launch browser',
        'browserType.launch',
        'sandboxing failed',
        '--no-sandbox',
        'No usable sandbox',
        'Missing X server',
      ],
      pattern:
        /[Ff]ailed to launch (?:the )?browser(?: process)?\b(?!.{0,40}ENOENT)|\bbrowserType\.(?:launch|launchPersistentContext|connectOverCDP): (?!Executable doesn't|Chromium distribution)|Chromium sandboxing failed|No usable sandbox!|Missing X server or \$DISPLAY|without --no-sandbox is not supported/u,
      sources: ['pasted', 'client-log'],
    },
    { id: 'driver', literals: ['only supports Chrome version'], pattern: /This version of \w{1,30} only supports Chrome version (?<version>\d{2,4})/u },
    {
      id: 'libraries',
      literals: ['Host system is missing dependencies', 'error while loading shared libraries: lib'],
      pattern:
        /Host system is missing dependencies to run browsers|(?:chrom|firefox|webkit|headless_shell).{0,80}error while loading shared libraries: (?<library>lib[\w.+-]{1,40})/iu,
    },
  ],

  judge({ session, client, entry, host, signs }) {
    if (session?.outcome.kind === 'connected' && session.outcome.degraded === undefined) return [];
    const meant = signsToJudge(signs, session);
    if (meant.length === 0) return [];
    const isOnlyDown = meant.every(({ sign }) => sign === 'not-up');
    const isLibraries = meant.every(({ sign }) => sign === 'libraries');
    const isPuppeteer = signsNamed(meant, 'puppeteer', 'launcher').length > 0;
    const path = groupOf(meant, 'path')?.trim();
    const browser = groupOf(meant, 'channel') ?? groupOf(meant, 'name') ?? nameOf(path);
    const clear = signsNamed(meant, 'playwright', 'puppeteer', 'playwright-name').length > 0;
    return draftHit(meant, {
      confidence: weighStartup(meant, session, isOnlyDown ? 'possible' : clear ? 'confirmed' : 'likely'),
      title: isLibraries
        ? `${nameServer(entry)} lacks system libraries for its browser`
        : `${nameServer(entry)} does not ${isOnlyDown ? 'start' : 'find'} the browser it drives`,
      why: isLibraries
        ? `The browser is there and lacks ${groupOf(meant, 'library') ?? 'libraries of the system'}.`
        : isOnlyDown
          ? 'The browser ended at once: it may be of another build than the library wants, lack libraries or a display, or refuse to run as root without --no-sandbox.'
          : `It looked for ${path ?? browser ?? 'a browser'}, which is not installed there${path === undefined ? '' : '; the folder belongs to one version of the library'}.`,
      fixes: [
        isPuppeteer
          ? installForPuppeteer(sayReload(client))
          : installForPlaywright(browser, isLibraries, host?.platform === 'linux' || host === undefined, sayReload(client)),
      ],
      decisive: 'start that browser file in a terminal on the machine where the server runs',
    });
  },
});

function installForPlaywright(browser: string | undefined, isLibraries: boolean, isLinux: boolean, reload: string): FixDraft {
  const deps = isLibraries && isLinux;
  return {
    id: 'install-browser',
    title: deps ? 'Install the libraries the browser needs' : 'Install the browser',
    safety: 'review',
    steps: [
      { do: 'run', command: ['npx', '-y', 'playwright', deps ? 'install-deps' : 'install', ...(browser === undefined ? [] : [browser])] },
      {
        do: 'tell',
        text: `Each Playwright version wants its own browser build: when the same path is missed afterwards, run the install with the version the server uses ("npx playwright@VERSION install", for @playwright/mcp call its browser_install tool). In a container, run it in the image.${reload}`,
      },
    ],
  };
}

function installForPuppeteer(reload: string): FixDraft {
  return {
    id: 'install-browser',
    title: 'Install Chrome where Puppeteer looks',
    safety: 'review',
    steps: [
      { do: 'run', command: ['npx', '-y', 'puppeteer', 'browsers', 'install', 'chrome'] },
      { do: 'tell', text: `Set PUPPETEER_EXECUTABLE_PATH (CHROME_PATH for Lighthouse) in "env" to a browser that is installed.${reload}` },
    ],
  };
}

function nameOf(path: string | undefined): string | undefined {
  return /(?:^|[\\/])(?<name>chromium|firefox|webkit)(?:_headless_shell)?-\d/u.exec(path ?? '')?.groups?.['name'];
}
