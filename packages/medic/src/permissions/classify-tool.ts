import type { ListedTool, ToolClass, ToolJudgement } from '../model/index.ts';
import { readDescription, readName, readParameters } from './tool-verbs.ts';

type Verdict = Pick<ToolJudgement, 'class' | 'basis' | 'why' | 'doubt'>;

/**
 * What a tool does to the world. Annotations are the server's own word, which nobody has checked, so they count only where the
 * name does not say otherwise; a contradiction is a doubt, and doubtful tools are asked about.
 */
export function classifyTool(tool: ListedTool): Verdict & Pick<ToolJudgement, 'openWorld'> {
  const { annotations } = tool;
  // A server that says nothing of the open world is taken to reach it: that is the protocol's default.
  return { ...judge(tool), openWorld: annotations.openWorld ?? true };
}

function judge(tool: ListedTool): Verdict {
  const { readOnly, destructive } = tool.annotations;
  if (readOnly === undefined && destructive === undefined) return guess(tool);
  const named = readName(tool.name);
  if (readOnly === true) return judgeReadOnly(tool, named);
  if (destructive === true) return { class: 'destructive', basis: 'annotations', why: 'the server says destructiveHint: true' };
  if (destructive === false) {
    if (named?.verb === 'destructive')
      return doubtful('destructive', 'the server says destructiveHint: false', `its name says "${named.word}" and the server says destructiveHint: false`);
    return { class: 'writing', basis: 'annotations', why: 'the server says destructiveHint: false' };
  }
  if (named !== undefined && named.verb === 'writing')
    return { class: 'writing', basis: 'both', why: `the server says readOnlyHint: false, and its name says "${named.word}"` };
  return {
    class: 'destructive',
    basis: 'annotations',
    why: 'the server says readOnlyHint: false and not that it destroys nothing, which the protocol takes for destructive',
  };
}

function judgeReadOnly(tool: ListedTool, named: ReturnType<typeof readName>): Verdict {
  const why = 'the server says readOnlyHint: true';
  if (tool.annotations.destructive === true) return doubtful('unclear', why, 'the server says readOnlyHint: true and destructiveHint: true');
  if (named !== undefined && named.verb !== 'read-only')
    return doubtful(named.verb, why, `its name says "${named.word}" and the server says readOnlyHint: true`);
  const described = readDescription(tool.description);
  if (described?.verb === 'destructive') return doubtful('destructive', why, `its description says "${described.word}" and the server says readOnlyHint: true`);
  return { class: 'read-only', basis: 'annotations', why };
}

/** Without annotations: the worst of what name, description and parameters say; nothing said is unclear. */
function guess(tool: ListedTool): Verdict {
  const parameter = readParameters(tool.parameters);
  if (parameter !== undefined) return guessed('destructive', `it carries out what is given as "${parameter}"`);
  const named = readName(tool.name);
  const described = readDescription(tool.description);
  if (named?.verb === 'destructive') return guessed('destructive', `its name says "${named.word}"`);
  if (described?.verb === 'destructive') return guessed('destructive', `its description says "${described.word}"`);
  if (named?.verb === 'writing') return guessed('writing', `its name says "${named.word}"`);
  if (described?.verb === 'writing') return guessed('writing', `its description says "${described.word}"`);
  if (named?.verb === 'read-only') return guessed('read-only', `its name says "${named.word}"`);
  return guessed('unclear', 'neither annotations nor name say what it does');
}

function guessed(verb: ToolClass, why: string): Verdict {
  return { class: verb, basis: 'guess', why };
}

function doubtful(verb: ToolClass, why: string, doubt: string): Verdict {
  return { class: verb, basis: 'annotations', why, doubt };
}
