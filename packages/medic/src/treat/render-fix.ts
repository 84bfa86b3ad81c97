import type { ConfigFormat, Fix, FixDraft, Redactor } from '../model/index.ts';

export type ReadConfig = (path: string | undefined) => Promise<{ readonly path: string; readonly text: string; readonly format: ConfigFormat } | undefined>;

/** Turns a draft into what a person sees. */
export async function renderFix(draft: FixDraft, _readConfig: ReadConfig, _redactor: Redactor): Promise<Fix> {
  return { ...draft, proof: 'not-tried', steps: draft.steps.flatMap((step) => (step.do === 'edit' ? [] : [step])) };
}
