import type { AnyProbe } from '../define-probe.ts';
import { probe as front } from './front.ts';
import { probe as idleStream } from './idle-stream.ts';
import { probe as listenStream } from './listen-stream.ts';
import { probe as reach } from './reach.ts';

export const NETWORK_PROBES: readonly AnyProbe[] = [reach, front, listenStream, idleStream];
