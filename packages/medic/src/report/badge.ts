import type { CheckReport } from '../model/index.ts';
import { commandOf, isKnown, withStatus } from './check-words.ts';
import { attribute, escapeMarkup } from './xml.ts';

interface Badge {
  readonly label: string;
  readonly message: string;
  readonly colour: 'green' | 'yellow' | 'red' | 'grey';
}

/** Dark enough for white letters (contrast 4.5 and more). */
const FILLS = { green: '#2a7a2e', yellow: '#8a6100', red: '#b3261e', grey: '#5c6066' } as const;
/** Verdana at 11 pixels, an average letter; `textLength` makes any font fit. */
const LETTER_PX = 6.6;
const HEIGHT_PX = 20;

/** A static badge, `mcp verify: 142 pass`: SVG without scripts, fonts or links of its own. */
export function renderBadge(report: CheckReport): string {
  const { label, message, colour } = describe(report);
  const [left, right] = [widthOf(label), widthOf(message)];
  const title = escapeMarkup(`${label}: ${message}`);
  const words = (text: string, at: number, width: number): string =>
    `<text${attribute('x', at + width / 2)} y="14"${attribute('textLength', width - 10)}>${escapeMarkup(text)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg"${attribute('width', left + right)}${attribute('height', HEIGHT_PX)} role="img"${attribute('aria-label', `${label}: ${message}`)}>`,
    `<title>${title}</title>`,
    `<rect${attribute('width', left)}${attribute('height', HEIGHT_PX)} fill="#3f4348"/>`,
    `<rect${attribute('x', left)}${attribute('width', right)}${attribute('height', HEIGHT_PX)}${attribute('fill', FILLS[colour])}/>`,
    `<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${words(label, 0, left)}${words(message, left, right)}</g>`,
    '</svg>',
    '',
  ].join('\n');
}

/** The same badge as the JSON that shields.io reads from an endpoint. */
export function renderBadgeJson(report: CheckReport): string {
  const { label, message, colour } = describe(report);
  return `${JSON.stringify({ schemaVersion: 1, label, message, color: FILLS[colour], isError: colour === 'red' })}\n`;
}

function describe(report: CheckReport): Badge {
  const open = (status: 'fail' | 'warn'): number => withStatus(report, status).filter((check) => !isKnown(report, check)).length;
  const [fail, warn, known] = [open('fail') + (report.baseline?.passing.length ?? 0), open('warn'), report.baseline?.known.length ?? 0];
  const { pass } = report.summary;
  const parts = [
    ...(fail > 0 ? [`${fail} fail`] : []),
    ...(pass > 0 || fail === 0 ? [`${pass} pass`] : []),
    ...(warn > 0 ? [`${warn} warn`] : []),
    ...(known > 0 ? [`${known} known`] : []),
  ];
  const colour = fail > 0 ? 'red' : warn > 0 || known > 0 ? 'yellow' : pass > 0 ? 'green' : 'grey';
  return { label: `mcp ${commandOf(report)}`, message: parts.join(', '), colour };
}

function widthOf(text: string): number {
  return Math.ceil(text.length * LETTER_PX) + 10;
}
