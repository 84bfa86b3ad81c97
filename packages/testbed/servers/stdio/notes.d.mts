export const NOTE_TOOLS: readonly { readonly name: string; readonly description: string; readonly annotations?: Readonly<Record<string, boolean>> }[];
export function serveNotes(file?: string): void;
