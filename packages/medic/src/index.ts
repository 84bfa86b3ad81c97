/** Public API of the library: the doctor as a stream of events, its result types, and the report writers. */
export { runDoctor } from './engine/doctor.ts';
export type { ConsentAsk, DoctorEvent, DoctorRequest, Target } from './engine/request.ts';
export { renderJson } from './report/json.ts';
export { renderMarkdown } from './report/markdown.ts';
export type * from './model/index.ts';
