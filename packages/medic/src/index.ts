/** Public API of the library: the doctor as a stream of events, its result types, and the report writers. */
export { runDoctor } from './engine/doctor.ts';
export type { ConsentAsk, DoctorEvent, DoctorRequest, Target } from './engine/request.ts';
export { renderJson } from './report/json.ts';
export { renderMarkdown } from './report/markdown.ts';
export { loadCheckWriter, loadDoctorWriter } from './report/writers.ts';
export { applyBaseline, writeBaseline } from './baseline/apply-baseline.ts';
export { readBaseline } from './baseline/read-baseline.ts';
export { renderBadge, renderBadgeJson } from './report/badge.ts';
export type * from './model/index.ts';
