import { attribute, escapeMarkup } from './xml.ts';

/** One case of a JUnit report; at most one of failure, skipped and note. */
export interface JunitCase {
  readonly name: string;
  readonly className: string;
  readonly ms: number;
  readonly failure?: { readonly message: string; readonly type: string; readonly text: string };
  /** Why it was not run. */
  readonly skipped?: string;
  /** Something to say about a case that counts as passed. */
  readonly note?: string;
}

export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

/** A JUnit XML document, in the shape that CI systems read. Empty suites are left out. */
export function renderJunit(name: string, startedAt: string, suites: readonly JunitSuite[]): string {
  const full = suites.filter(({ cases }) => cases.length > 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attribute('name', name)}${countAttributes(full.flatMap(({ cases }) => cases))}>`,
    ...full.map((suite) => renderSuite(suite, startedAt)),
    '</testsuites>',
    '',
  ].join('\n');
}

function renderSuite({ name, cases }: JunitSuite, startedAt: string): string {
  // JUnit's own schema wants a time without zone.
  const timestamp = startedAt.replace(/(?:\.\d+)?Z$/, '');
  return [
    `  <testsuite${attribute('name', name)}${attribute('timestamp', timestamp)}${countAttributes(cases)}>`,
    ...cases.map(renderCase),
    '  </testsuite>',
  ].join('\n');
}

function renderCase({ name, className, ms, failure, skipped, note }: JunitCase): string {
  const open = `    <testcase${attribute('name', name)}${attribute('classname', className)}${attribute('time', seconds(ms))}`;
  const body = [
    ...(failure === undefined
      ? []
      : [`      <failure${attribute('message', failure.message)}${attribute('type', failure.type)}>${escapeMarkup(failure.text)}</failure>`]),
    ...(skipped === undefined ? [] : [`      <skipped${attribute('message', skipped)}/>`]),
    ...(note === undefined ? [] : [`      <system-out>${escapeMarkup(note)}</system-out>`]),
  ];
  return body.length === 0 ? `${open}/>` : [`${open}>`, ...body, '    </testcase>'].join('\n');
}

function countAttributes(cases: readonly JunitCase[]): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const skipped = cases.filter((one) => one.skipped !== undefined).length;
  const ms = cases.reduce((sum, one) => sum + one.ms, 0);
  return `${attribute('tests', cases.length)}${attribute('failures', failures)}${attribute('errors', 0)}${attribute('skipped', skipped)}${attribute('time', seconds(ms))}`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
