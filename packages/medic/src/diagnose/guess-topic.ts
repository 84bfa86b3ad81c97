import type { EvidenceItem } from '../model/index.ts';
import type { DraftDiagnosis } from './draft.ts';
import { draftRival } from './rivals.ts';
import { TOPICS } from './topics-table.ts';

/** A line without such a word reports no failure. */
const FAILURE =
  /\b(?:error|exception|panic|fatal)\b|\w(?:Error|Exception)\b|\bfail(?:ed|s|ure)?\b|\bcan(?:no|')t\b|could not|couldn't|unable to|denied|refused|rejected|mismatch|timed out|\binvalid\b|missing|unexpected|not found|expired|unrecogni[sz]ed|\bmust (?:be|have)\b|is required|exceed(?:s|ed)?\b|\bnot (?:been )?(?:trusted|approved|authori[sz]ed|permitted)\b|\bblocked\b|\bconflicts?\b|\btoo (?:many|long|deep|large)\b|\bgave up\b|\bnon-JSON\b|[✗✘❌]/iu;
/** Lines that only tell, warn, or speak of a failure of another kind: a model's own service, what a tool answered, documentation. */
const CALM =
  /\[info\]|\bINFO\b|\bAPI Error|QuotaError|^\s{0,40}"\w{1,40}" ?: |^\s{0,12}[#*|-] |npm (?:warn|WARN)|deprecat|ignored|^(?!.{0,200}\b[Ee]rror:)[A-Z\x60][^[\]{}]{90,}\.$/u;
const LINE_CAP = 400;
const QUOTE_CAP = 200;
const PREFACE = 'No message that is known stands here; lines on this subject mostly come from this.';
const DECISIVE = 'run "mcp-medic doctor NAME" for the server: it connects as the client does and names what fails';

/** Causes that lines of such a subject had most often, for a text that fails in words which no rule knows. */
export function guessByTopic(lines: readonly { readonly number: number; readonly text: string }[]): readonly DraftDiagnosis[] {
  const failing = lines.map((line) => ({ ...line, head: line.text.slice(0, LINE_CAP) })).filter(({ head }) => FAILURE.test(head) && !CALM.test(head));
  for (const { words, causes } of TOPICS) {
    const line = failing.find(({ head }) => words.test(head));
    if (line === undefined) continue;
    const evidence: EvidenceItem = { what: 'the text says', where: `line ${line.number}`, quote: line.text.trim().slice(0, QUOTE_CAP) };
    return causes
      .flatMap((cause) => draftRival(cause, [evidence]) ?? [])
      .map((draft) => ({ ...draft, title: `Perhaps: ${draft.title}`, why: `${PREFACE} ${draft.why}`, decisive: DECISIVE }));
  }
  return [];
}
