import type { ClientDefinition, ClientId } from '../model/index.ts';
import { client as amazonQ } from './amazon-q.ts';
import { client as antigravity } from './antigravity.ts';
import { client as claudeCode } from './claude-code.ts';
import { client as claudeDesktop } from './claude-desktop.ts';
import { client as cline } from './cline.ts';
import { client as codex } from './codex.ts';
import { client as continueDev } from './continue.ts';
import { client as copilotCli } from './copilot-cli.ts';
import { client as crush } from './crush.ts';
import { client as cursor } from './cursor.ts';
import { client as fiveIre } from './5ire.ts';
import { client as geminiCli } from './gemini-cli.ts';
import { client as goose } from './goose.ts';
import { client as jetbrains } from './jetbrains.ts';
import { client as kiro } from './kiro.ts';
import { client as librechat } from './librechat.ts';
import { client as lmStudio } from './lm-studio.ts';
import { client as mcpInspector } from './mcp-inspector.ts';
import { client as mcpJsonGeneric } from './mcp-json-generic.ts';
import { client as mcporter } from './mcporter.ts';
import { client as opencode } from './opencode.ts';
import { client as qwenCode } from './qwen-code.ts';
import { client as raycast } from './raycast.ts';
import { client as rooCode } from './roo-code.ts';
import { client as trae } from './trae.ts';
import { client as visualStudio } from './visual-studio.ts';
import { client as vscode } from './vscode.ts';
import { client as warp } from './warp.ts';
import { client as windsurf } from './windsurf.ts';
import { client as zed } from './zed.ts';

/** Every client mcp-medic knows, in the order of the published list of ids. */
export const CLIENTS: readonly ClientDefinition[] = [
  claudeCode,
  claudeDesktop,
  cursor,
  vscode,
  windsurf,
  codex,
  geminiCli,
  copilotCli,
  opencode,
  qwenCode,
  cline,
  rooCode,
  continueDev,
  zed,
  goose,
  amazonQ,
  kiro,
  warp,
  visualStudio,
  jetbrains,
  lmStudio,
  raycast,
  trae,
  antigravity,
  mcpJsonGeneric,
  mcpInspector,
  mcporter,
  fiveIre,
  librechat,
  crush,
];

const BY_ID: ReadonlyMap<string, ClientDefinition> = new Map(CLIENTS.map((each) => [each.id, each]));

/** The definition of a client id of the contract. */
export function findClient(id: ClientId): ClientDefinition;
export function findClient(id: string): ClientDefinition | undefined;
export function findClient(id: string): ClientDefinition | undefined {
  return BY_ID.get(id);
}
