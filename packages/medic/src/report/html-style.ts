/** The style of HTML reports: readable in both colour schemes, on narrow screens and on paper. */
export const HTML_STYLE: string = `
:root { color-scheme: light dark; --line: #d0d7de; --soft: #f6f8fa; --dim: #57606a; --bad: #b3261e; --warn: #8a5a00; --good: #1a7f37; }
@media (prefers-color-scheme: dark) { :root { --line: #3d444d; --soft: #161b22; --dim: #9198a1; --bad: #ff7b72; --warn: #e3b341; --good: #56d364; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
code, pre { font: 0.85rem/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: 0.6rem; margin: 0.3rem 0; white-space: pre-wrap; max-height: 30rem; overflow: auto; }
details { border: 1px solid var(--line); border-radius: 6px; margin: 0.5rem 0; padding: 0.3rem 0.8rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
dt { color: var(--dim); font-size: 0.85rem; } dd { margin: 0 0 0.5rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } td, th { border: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
ul.counts { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.5rem; } ul.counts li { border: 1px solid var(--line); border-radius: 999px; padding: 0.1rem 0.8rem; }
.dim { color: var(--dim); } .fail { color: var(--bad); } .warn { color: var(--warn); } .pass { color: var(--good); }
.tag { font-weight: 700; } ol.wire { list-style: none; padding: 0; } ol.wire > li { border-left: 4px solid var(--line); padding-left: 0.6rem; margin: 0.4rem 0; }
ol.wire > li.sent { border-color: #0969da; } ol.wire > li.received { border-color: var(--good); } ol.wire > li.event { border-color: var(--warn); }
@media print { body { max-width: none; font-size: 11pt; } details { break-inside: avoid-page; } pre { max-height: none; } details::details-content { content-visibility: visible; block-size: auto; } }
`;
